package io.registrysidecar.admission.render;

import java.util.regex.Pattern;

/** What names may look like that get into manifests. */
public final class Names {

  /** A label of RFC 1123, as Kubernetes names namespaces and Services. */
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /** A reference of images; stars stand for anything. */
  private static final Pattern IMAGES = Pattern.compile("[A-Za-z0-9*][A-Za-z0-9._:/*@-]{0,254}");

  private static final Pattern PATH = Pattern.compile("/[ -~]{1,1000}");

  private Names() {}

  /**
   * A name of Kubernetes.
   *
   * @param what what it names, for the message
   */
  public static String label(String what, String text) throws CannotRender {
    return checked(
        LABEL,
        text,
        "the "
            + what
            + " is no name of Kubernetes; write lower-case"
            + " letters, digits and hyphens");
  }

  /** Which images are meant: a reference, perhaps with stars. */
  public static String images(String text) throws CannotRender {
    return checked(
        IMAGES,
        text,
        "what says which images is no reference, perhaps with stars; write"
            + " one such as registry.example.com/team/*");
  }

  /** A file on the machine on which the result is used. */
  public static String path(String text) throws CannotRender {
    return checked(
        PATH,
        text,
        "the file is no absolute path in ASCII; write one such as"
            + " /etc/registry-sidecar/client.pem");
  }

  private static String checked(Pattern pattern, String text, String otherwise)
      throws CannotRender {
    if (!pattern.matcher(text).matches()) {
      throw new CannotRender(otherwise);
    }
    return text;
  }
}
