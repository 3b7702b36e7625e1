package io.registrysidecar.advisory.vex;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says of a vulnerability in an image. It is as complete as OpenVEX demands, so
 * that it can be passed on as it is; {@link VexWords} makes it.
 *
 * @param vulnerability its name, such as {@code CVE-2026-1234}
 * @param component the package URL of the part that is meant, or null for all of the image
 * @param justification the word of OpenVEX for why it does no harm, or null
 * @param impact the same in prose, or null
 * @param action what users should do, or null
 * @param author who says so
 * @param expires from when on it does not count any more, or null
 */
public record VexMark(
    String vulnerability,
    @Nullable String component,
    VexStatus status,
    @Nullable String justification,
    @Nullable String impact,
    @Nullable String action,
    String author,
    @Nullable Instant expires) {

  /** Whether it counts at {@code now}. */
  public boolean counts(Instant now) {
    return expires == null || now.isBefore(expires);
  }

  /** What OpenVEX has no field for: whose word it is, and until when. */
  String note() {
    return "stated by "
        + author
        + Optional.ofNullable(expires)
            .map(end -> ", until " + end.truncatedTo(ChronoUnit.SECONDS))
            .orElse("");
  }
}
