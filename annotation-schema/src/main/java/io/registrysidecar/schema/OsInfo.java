package io.registrysidecar.schema;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The distribution inside an image.
 *
 * @param id {@code ID} of os-release, for example {@code debian}
 * @param version {@code VERSION_ID} of os-release, empty for a rolling distribution that has none
 * @param name for people, for example {@code Debian GNU/Linux 12 (bookworm)}
 * @param endOfLife the last day with free security fixes, or null when unknown
 */
public record OsInfo(String id, String version, String name, @Nullable LocalDate endOfLife) {

  /** Checks that it names something. */
  public OsInfo {
    Require.text("os id", id);
  }
}
