package io.registrysidecar.oci;

/** A name, tag, digest or image reference that does not follow the OCI grammar. */
public final class MalformedReference extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 200;

  /**
   * Says what was malformed.
   *
   * @param kind what the text should have been, such as {@code a digest}
   * @param text the text as it came; shown shortened
   * @param advice what to write instead
   */
  public MalformedReference(String kind, String text, String advice) {
    super("not " + kind + ": \"" + shorten(text) + "\"; " + advice);
  }

  private static String shorten(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
