package io.registrysidecar.advisory.db;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way into the database.
 *
 * @param id the publisher's identifier
 * @param source the publisher
 * @param modified when it last changed, or null
 * @param withdrawn whether it was taken back
 * @param advisory its {@link Advisory}, encoded
 * @param rows what it affects
 */
record StagedRecord(
    String id,
    String source,
    @Nullable Instant modified,
    boolean withdrawn,
    Octets advisory,
    List<StagedRow> rows) {

  /**
   * A row on its way into the database.
   *
   * @param key whose row it is
   * @param row its {@link AffectedRow}, encoded
   */
  record StagedRow(RowKey key, Octets row) {}

  /**
   * What rows are filed under.
   *
   * @param ecosystem with its release
   * @param name as {@link io.registrysidecar.advisory.PackageNames} has it
   */
  record RowKey(String ecosystem, String name) {}
}
