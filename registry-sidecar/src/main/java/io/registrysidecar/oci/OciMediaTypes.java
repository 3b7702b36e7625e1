package io.registrysidecar.oci;

/**
 * Media types of the OCI image specification and of Docker's image manifest version 2, schema 2.
 */
public final class OciMediaTypes {

  /** OCI image manifest. */
  public static final String IMAGE_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  /** OCI image index. */
  public static final String IMAGE_INDEX = "application/vnd.oci.image.index.v1+json";

  /** OCI image configuration. */
  public static final String IMAGE_CONFIG = "application/vnd.oci.image.config.v1+json";

  /** The empty descriptor's type. */
  public static final String EMPTY = "application/vnd.oci.empty.v1+json";

  /** Docker image manifest. */
  public static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";

  /** Docker manifest list. */
  public static final String DOCKER_MANIFEST_LIST =
      "application/vnd.docker.distribution.manifest.list.v2+json";

  /** Docker image configuration. */
  public static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";

  /**
   * The manifests that this program reads, as the value of an {@code Accept} header. Schema 1 is
   * not among them.
   */
  public static final String ACCEPTED_MANIFESTS =
      String.join(", ", IMAGE_INDEX, IMAGE_MANIFEST, DOCKER_MANIFEST_LIST, DOCKER_MANIFEST);

  private OciMediaTypes() {}
}
