package io.registrysidecar.store;

import io.registrysidecar.oci.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a scan found out about an image.
 *
 * @param counts findings per severity
 * @param coverage {@code complete}, {@code partial} or {@code none}
 * @param advisoryVersion the version of the advisory database that was used
 * @param inventory names the inventory in the {@link InventoryStore}; null of an index
 * @param report the complete report as JSON, uncompressed
 * @param scannedAt when
 */
@SuppressWarnings("ArrayRecordComponent")
public record ImageResult(
    SeverityCounts counts,
    String coverage,
    String advisoryVersion,
    @Nullable Digest inventory,
    byte[] report,
    Instant scannedAt) {}
