package io.registrysidecar.version;

/**
 * The order of Bitnami: the version of what is packaged, as in Semantic Versioning, then the
 * revision of the package: {@code 1.26.0-3}. No revision is revision zero.
 */
final class BitnamiOrder implements VersionOrder {

  private static final int LONGEST_REVISION = 6;

  @Override
  public String name() {
    return "Bitnami";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    String version = Text.bounded(name(), text);
    int hyphen = version.lastIndexOf('-');
    String end = version.substring(hyphen + 1);
    // Longer numbers are dates of a pseudo-version.
    boolean revised = hyphen > 0 && Text.isNumber(end) && end.length() <= LONGEST_REVISION;
    return new Version(
        SemVerVersion.parse(name(), revised ? version.substring(0, hyphen) : version, false),
        revised ? Text.number(end) : "");
  }

  private record Version(SemVerVersion packaged, String revision) implements ParsedVersion {

    @Override
    public int compareTo(ParsedVersion other) {
      Version that = (Version) other;
      int versions = packaged.compareTo(that.packaged);
      return versions != 0 ? versions : Text.compareNumbers(revision, that.revision);
    }
  }
}
