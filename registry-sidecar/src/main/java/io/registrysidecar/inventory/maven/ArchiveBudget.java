package io.registrysidecar.inventory.maven;

/**
 * How much one archive may cost, with all that is in it. An archive of a few kilobytes can claim
 * millions of entries, contain itself, or unpack to any size.
 *
 * <p>What is kept in memory while an archive is read has the same bounds everywhere. Time, bytes
 * and temporary files are bounded by the settings of the layer besides.
 */
final class ArchiveBudget {

  private static final int MOST_READ_ENTRIES = 50_000;
  private static final int MOST_NAME_BYTES = 8 << 20;
  private static final long MOST_DIRECTORY_BYTES = 1L << 30;

  /** Below this size no ratio is suspicious: small files of zeros are common. */
  private static final long RATIO_FROM = 64L << 20;

  private final ArchiveLimits limits;
  private final long size;
  private int entries;
  private int readEntries;
  private long nameBytes;
  private long directoryBytes;
  private long unpacked;

  /** A budget for an archive of {@code size} bytes. */
  ArchiveBudget(ArchiveLimits limits, long size) {
    this.limits = limits;
    this.size = size;
  }

  void spendEntry() throws ArchiveTooLarge {
    if (++entries > limits.entries()) {
      throw new ArchiveTooLarge(
          "it has more than " + limits.entries() + " entries (layers.archive-entries)");
    }
  }

  /** An entry that is looked into, and therefore kept in memory for a while. */
  void spendReadEntry(int nameLength) throws ArchiveTooLarge {
    nameBytes += nameLength;
    if (++readEntries > MOST_READ_ENTRIES) {
      throw new ArchiveTooLarge(
          "it has more than " + MOST_READ_ENTRIES + " entries that would be read");
    }
    if (nameBytes > MOST_NAME_BYTES) {
      throw new ArchiveTooLarge(
          "the names of the entries that would be read have more than "
              + MOST_NAME_BYTES
              + " bytes");
    }
  }

  void spendDirectory(long count) throws ArchiveTooLarge {
    directoryBytes += count;
    if (directoryBytes > MOST_DIRECTORY_BYTES) {
      throw new ArchiveTooLarge(
          "its directories and those of archives in it have more than "
              + MOST_DIRECTORY_BYTES
              + " bytes");
    }
  }

  void spendUnpacked(long count) throws ArchiveTooLarge {
    unpacked += count;
    if (unpacked > limits.plainBytes()) {
      throw new ArchiveTooLarge(
          "it unpacks to more than " + limits.plainBytes() + " bytes (layers.archive-plain-bytes)");
    }
    if (unpacked > RATIO_FROM && unpacked / limits.ratio() > size) {
      throw new ArchiveTooLarge(
          "it unpacks to more than " + limits.ratio() + " times its size (layers.archive-ratio)");
    }
  }
}
