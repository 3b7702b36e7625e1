package io.registrysidecar.version;

/** The order of Dart's pub: Semantic Versioning, where a build is later than none. */
final class PubOrder implements VersionOrder {

  @Override
  public String name() {
    return "Pub";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    return BuiltVersion.parse(name(), Text.bounded(name(), text));
  }
}
