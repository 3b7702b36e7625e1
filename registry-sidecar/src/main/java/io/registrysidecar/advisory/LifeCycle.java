package io.registrysidecar.advisory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How long a release of a distribution or runtime is looked after.
 *
 * @param product identifier in os-release, or the name of a runtime: {@code debian}, {@code node}
 * @param release all versions that are this or go on with a dot or hyphen after it: {@code 12}
 * @param released first day, or null when not known
 * @param end last day with free security fixes, or null while that is not decided
 * @param source who says so
 */
public record LifeCycle(
    String product,
    String release,
    @Nullable LocalDate released,
    @Nullable LocalDate end,
    String source) {}
