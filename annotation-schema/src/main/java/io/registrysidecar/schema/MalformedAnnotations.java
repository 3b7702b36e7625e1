package io.registrysidecar.schema;

/** Annotations that do not follow the contract. */
public final class MalformedAnnotations extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 100;

  /** Says which annotation is wrong and how it should be. */
  MalformedAnnotations(String key, String value, String wanted) {
    super("annotation " + key + " is \"" + shorten(value) + "\"; it should be " + wanted);
  }

  /** Says which annotation is missing. */
  MalformedAnnotations(String key) {
    super(
        "annotation " + key + " is missing; check that the artifact type is " + MediaTypes.REPORT);
  }

  /** Says which combination of annotations is impossible. */
  MalformedAnnotations(IllegalArgumentException cause) {
    super("annotations: " + cause.getMessage(), cause);
  }

  private static String shorten(String value) {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
  }
}
