package io.registrysidecar.scan;

import io.registrysidecar.image.PlatformFilter;
import java.util.Optional;

/**
 * How a user wants something scanned.
 *
 * @param platforms which platforms of an index
 * @param attach where the results are written; empty when they are not
 * @param progress is told
 */
public record ScanOptions(PlatformFilter platforms, Optional<Place> attach, Progress progress) {}
