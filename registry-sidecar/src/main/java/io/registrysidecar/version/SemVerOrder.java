package io.registrysidecar.version;

/** The order of Semantic Versioning 2.0.0 §11. */
final class SemVerOrder implements VersionOrder {

  @Override
  public String name() {
    return "SemVer";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    return SemVerVersion.parse(name(), Text.bounded(name(), text), false);
  }
}
