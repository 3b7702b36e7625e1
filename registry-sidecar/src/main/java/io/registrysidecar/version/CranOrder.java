package io.registrysidecar.version;

/** The order of R packages: numbers between points or hyphens, which mean the same. */
final class CranOrder implements VersionOrder {

  @Override
  public String name() {
    return "CRAN";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    return NumberList.parse(name(), Text.bounded(name(), text), ".-");
  }
}
