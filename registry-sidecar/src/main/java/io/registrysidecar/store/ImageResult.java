package io.registrysidecar.store;

import java.time.Instant;

/**
 * What a scan found out about an image.
 *
 * @param counts findings per severity
 * @param coverage {@code complete}, {@code partial} or {@code none}
 * @param advisoryVersion the version of the advisory database that was used
 * @param report the complete report as JSON, uncompressed
 * @param scannedAt when
 */
@SuppressWarnings("ArrayRecordComponent")
public record ImageResult(
    SeverityCounts counts,
    String coverage,
    String advisoryVersion,
    byte[] report,
    Instant scannedAt) {}
