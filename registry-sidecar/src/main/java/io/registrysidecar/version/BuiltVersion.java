package io.registrysidecar.version;

import java.util.List;

/**
 * A version in the manner of Semantic Versioning of which the build metadata counts, too: a build
 * is later than none, and builds are ordered as pre-releases are.
 *
 * @param release what stands before the plus sign
 * @param build the identifiers behind it; empty for none
 */
record BuiltVersion(SemVerVersion release, List<String> build) implements ParsedVersion {

  static BuiltVersion parse(String order, String text) throws UnparsableVersion {
    int plus = text.indexOf('+');
    return new BuiltVersion(
        SemVerVersion.parse(order, text, false),
        plus < 0
            ? List.of()
            : SemVerVersion.identifiers(order, text, "build", text.substring(plus + 1)));
  }

  @Override
  public int compareTo(ParsedVersion other) {
    BuiltVersion that = (BuiltVersion) other;
    int releases = release.compareTo(that.release);
    return releases != 0 ? releases : SemVerVersion.compareLists(build, that.build);
  }
}
