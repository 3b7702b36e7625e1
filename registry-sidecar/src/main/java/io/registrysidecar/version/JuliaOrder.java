package io.registrysidecar.version;

/**
 * The order of Julia ({@code VersionNumber}): Semantic Versioning with an optional {@code v}, where
 * the build counts: {@code 2.16.1+1} is a rebuilt library.
 */
final class JuliaOrder implements VersionOrder {

  @Override
  public String name() {
    return "Julia";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    String version = Text.bounded(name(), text);
    return BuiltVersion.parse(name(), version.startsWith("v") ? version.substring(1) : version);
  }
}
