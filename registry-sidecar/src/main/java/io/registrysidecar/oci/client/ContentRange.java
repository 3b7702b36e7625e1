package io.registrysidecar.oci.client;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code Content-Range} of a partial answer (RFC 9110 §14.4). */
final class ContentRange {

  private static final Pattern BYTES =
      Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/(?:[0-9]{1,18}|\\*)");

  private ContentRange() {}

  /** The first byte of the part, or empty if the header does not say. */
  static OptionalLong start(Optional<String> header) {
    if (header.isEmpty()) {
      return OptionalLong.empty();
    }
    Matcher matcher = BYTES.matcher(header.get().strip());
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }
}
