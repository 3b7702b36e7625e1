package io.registrysidecar.scan;

import io.registrysidecar.image.PlatformFilter;
import java.util.Optional;

/**
 * How a user wants something scanned.
 *
 * @param platforms which platforms of an index
 * @param attach where the results are written; empty when they are not
 * @param allEvidence whether what belongs to a package of the distribution is judged by itself, too
 * @param progress is told
 */
public record ScanOptions(
    PlatformFilter platforms, Optional<Place> attach, boolean allEvidence, Progress progress) {}
