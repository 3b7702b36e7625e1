package io.registrysidecar.inventory.sbom;

/** What well-known tools write into the properties of CycloneDX components. */
final class CycloneDxProperties {

  private static final String LAYER = "layer ";

  private CycloneDxProperties() {}

  /** Takes one property. */
  static void take(SbomComponent component, String name, String value) {
    switch (name) {
      case "registrysidecar:layer", "aquasecurity:trivy:LayerDigest", "syft:location:0:layerID" ->
          component.layer = value;
      case "registrysidecar:owned-by" -> component.owner = value;
      case "aquasecurity:trivy:FilePath", "syft:location:0:path" -> component.paths.add(value);
      case "aquasecurity:trivy:SrcName", "syft:metadata:source" -> component.sourceName = value;
      case "aquasecurity:trivy:SrcVersion", "syft:metadata:sourceVersion" ->
          component.sourceVersion = value;
      case "aquasecurity:trivy:SrcRelease" -> component.sourceRelease = value;
      case "aquasecurity:trivy:SrcEpoch" -> component.sourceEpoch = value;
      default -> {
        // Others say nothing about what is installed where.
      }
    }
  }

  /** Takes what an occurrence says about itself. */
  static void context(SbomComponent component, String text) {
    if (text.startsWith(LAYER)) {
      component.layer = text.substring(LAYER.length());
    }
  }
}
