package io.registrysidecar.version;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of Go modules and of Go itself.
 *
 * <p>Modules are SemVer with an optional {@code v}; pseudo-versions are pre-releases and {@code
 * +incompatible} is build metadata. Go releases are {@code go1.21.3} or {@code go1.22rc1}, which is
 * {@code 1.22.0-rc.1}; what a builder adds ({@code go1.20.12 (Red Hat 1.20.12-1.el9)}, {@code
 * go1.21.3 X:boringcrypto}, {@code go1.22.1-fips}) does not count.
 */
final class GoOrder implements VersionOrder {

  private static final Pattern RELEASE =
      Pattern.compile(
          "(?:go)?(?<numbers>[0-9]++(?:\\.[0-9]++){1,2}+)(?:(?<kind>alpha|beta|rc)(?<count>[0-9]++))?+");

  @Override
  public String name() {
    return "Go";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    String version = Text.bounded(name(), text);
    Matcher release = RELEASE.matcher(version);
    if (release.lookingAt() && isGoRelease(version, release)) {
      return goRelease(release);
    }
    return SemVerVersion.parse(
        name(), version.startsWith("v") ? version.substring(1) : version, false);
  }

  /**
   * Tells {@code go1.21.3-fips} and {@code 1.22rc1} from module versions such as {@code
   * 1.21.3-pre}.
   */
  private static boolean isGoRelease(String version, Matcher release) {
    if (release.group("kind") != null && release.end() == version.length()) {
      return true;
    }
    return version.startsWith("go")
        && (release.end() == version.length() || " -+".indexOf(version.charAt(release.end())) >= 0);
  }

  private static SemVerVersion goRelease(Matcher release) {
    List<String> numbers =
        Arrays.stream(release.group("numbers").split("\\.")).map(Text::number).toList();
    String kind = release.group("kind");
    return new SemVerVersion(
        numbers, kind == null ? List.of() : List.of(kind, release.group("count")));
  }
}
