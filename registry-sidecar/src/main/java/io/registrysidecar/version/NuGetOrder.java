package io.registrysidecar.version;

import java.util.Locale;

/**
 * The order of NuGet: Semantic Versioning with up to four numbers, of which missing ones are zero,
 * and labels of any case.
 */
final class NuGetOrder implements VersionOrder {

  private static final int MOST_NUMBERS = 4;

  @Override
  public String name() {
    return "NuGet";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    SemVerVersion version =
        SemVerVersion.parse(name(), Text.bounded(name(), text).toLowerCase(Locale.ROOT), false);
    if (version.numbers().size() > MOST_NUMBERS) {
      throw new UnparsableVersion(name(), text, "it has more than four numbers");
    }
    return version;
  }
}
