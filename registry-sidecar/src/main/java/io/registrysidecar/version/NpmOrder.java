package io.registrysidecar.version;

/**
 * The order of npm: SemVer, with what node-semver forgives in loose mode: a leading {@code v} or
 * {@code =}, and a pre-release without its hyphen.
 */
final class NpmOrder implements VersionOrder {

  @Override
  public String name() {
    return "npm";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    String version = Text.bounded(name(), text);
    int start = 0;
    while (start < version.length() && isDecoration(version.charAt(start))) {
      start++;
    }
    return SemVerVersion.parse(name(), version.substring(start), true);
  }

  private static boolean isDecoration(char c) {
    return c == 'v' || c == '=' || c == ' ';
  }
}
