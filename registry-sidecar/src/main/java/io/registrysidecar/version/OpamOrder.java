package io.registrysidecar.version;

import java.util.regex.Pattern;

/**
 * The order of OCaml's opam (manual, "Version ordering"): Debian's without epochs, over everything
 * that may be called a version, such as {@code v0.16.0} or {@code dev}. What follows the last
 * hyphen is compared after the rest.
 */
final class OpamOrder implements VersionOrder {

  private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_+.~-]++");

  @Override
  public String name() {
    return "opam";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    String version = Text.bounded(name(), text);
    if (!GRAMMAR.matcher(version).matches()) {
      throw new UnparsableVersion(name(), text, "it has characters that no version has");
    }
    int hyphen = version.lastIndexOf('-');
    return new DebianOrder.Version(
        0,
        hyphen < 0 ? version : version.substring(0, hyphen),
        hyphen < 0 ? "" : version.substring(hyphen + 1));
  }
}
