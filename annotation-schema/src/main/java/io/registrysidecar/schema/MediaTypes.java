package io.registrysidecar.schema;

/** The media types and artifact types that a consumer meets. */
public final class MediaTypes {

  /** Artifact type and layer type of the complete report, schema version 1. */
  public static final String REPORT = "application/vnd.registrysidecar.report.v1+json";

  /** Artifact type and layer type of the SBOM: CycloneDX as JSON. */
  public static final String CYCLONEDX = "application/vnd.cyclonedx+json";

  /** Artifact type and layer type of the findings as SARIF 2.1.0. */
  public static final String SARIF = "application/sarif+json";

  /**
   * The config of our artifacts: the two bytes {@code {}} (OCI image specification, "empty
   * descriptor").
   */
  public static final String OCI_EMPTY = "application/vnd.oci.empty.v1+json";

  /** An OCI image manifest, which our artifacts are, too. */
  public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  /** An OCI image index; also what a registry answers when asked for referrers. */
  public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

  /** A Docker image manifest, version 2 schema 2. */
  public static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";

  /** A Docker manifest list, the older form of an image index. */
  public static final String DOCKER_INDEX =
      "application/vnd.docker.distribution.manifest.list.v2+json";

  private MediaTypes() {}
}
