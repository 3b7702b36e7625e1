package io.registrysidecar.oci;

/** Bytes that are not a manifest this program reads, or that contradict themselves. */
public final class MalformedManifest extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong with the manifest, as the end of a sentence that names it. */
  public MalformedManifest(String reason) {
    super(reason);
  }

  /** Says what is wrong with the manifest and keeps the cause. */
  public MalformedManifest(String reason, Throwable cause) {
    super(reason, cause);
  }
}
