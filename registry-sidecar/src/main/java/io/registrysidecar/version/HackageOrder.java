package io.registrysidecar.version;

/** The order of Haskell packages: numbers between points (the Package Versioning Policy). */
final class HackageOrder implements VersionOrder {

  @Override
  public String name() {
    return "Hackage";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    return NumberList.parse(name(), Text.bounded(name(), text), ".");
  }
}
