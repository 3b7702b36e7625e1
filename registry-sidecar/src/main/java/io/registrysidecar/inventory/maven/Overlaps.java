package io.registrysidecar.inventory.maven;

import io.registrysidecar.inventory.EvidenceSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Entries that share their bytes with others. No tool makes them; they are how a small archive
 * unpacks to any size, and how it can contain itself.
 */
final class Overlaps {

  /** The shortest local header. */
  private static final int HEADER = 30;

  private Overlaps() {}

  /** Those of {@code entries} that overlap none before them; the others are told of. */
  static List<ZipEntry> without(List<ZipEntry> entries, String inner, EvidenceSink found) {
    List<ZipEntry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingLong(ZipEntry::header));
    List<ZipEntry> apart = new ArrayList<>();
    int overlapping = 0;
    long end = Long.MIN_VALUE;
    for (ZipEntry entry : sorted) {
      if (entry.header() < end) {
        overlapping++;
      } else {
        apart.add(entry);
        end = entry.header() + HEADER + Math.max(entry.compressedSize(), 0);
      }
    }
    if (overlapping > 0) {
      found.incomplete(
          "archive-overlap",
          (inner.isEmpty() ? "" : inner + ": ")
              + overlapping
              + " of "
              + entries.size()
              + " entries share their bytes with others and were not read");
    }
    return overlapping == 0 ? entries : apart;
  }
}
