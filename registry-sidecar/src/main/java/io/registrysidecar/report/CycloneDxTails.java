package io.registrysidecar.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.registrysidecar.schema.ComponentInfo;
import io.registrysidecar.schema.OsInfo;
import io.registrysidecar.schema.Report;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The part of CycloneDX documents that says what is installed, of lists that were written more than
 * once, as long as the lists themselves are somewhere. Images that differ in little else have the
 * same, and it is nearly all of the document. What is written once only is not kept.
 */
final class CycloneDxTails {

  private static final int LARGEST = 4 << 20;

  private final Cache<List<ComponentInfo>, Tail> tails =
      Caffeine.newBuilder().weakKeys().maximumSize(64).build();

  /** The part for a report, if it is known. */
  Optional<byte[]> of(Report report, String aggregate) {
    Tail known = tails.getIfPresent(report.components());
    return known != null && known.isOf(report.os(), aggregate)
        ? Optional.ofNullable(known.json())
        : Optional.empty();
  }

  /** Notes that the part was written; keeps it if it was before. */
  void written(Report report, String aggregate, Supplier<byte[]> json, int length) {
    Tail before = tails.getIfPresent(report.components());
    boolean again = before != null && before.isOf(report.os(), aggregate);
    tails.put(
        report.components(),
        new Tail(report.os(), aggregate, again && length <= LARGEST ? json.get() : null));
  }

  /**
   * What was written.
   *
   * @param json the bytes; null where they were written once only
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Tail(@Nullable OsInfo os, String aggregate, byte @Nullable [] json) {

    boolean isOf(@Nullable OsInfo other, String otherAggregate) {
      return aggregate.equals(otherAggregate) && (os == null ? other == null : os.equals(other));
    }
  }
}
