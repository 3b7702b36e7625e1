package io.registrysidecar.inventory.maven;

/**
 * How much one archive may cost, with all that is in it. An archive of a few kilobytes can claim
 * millions of entries, or unpack to any size.
 */
final class ArchiveBudget {

  /** How deep archives may lie in each other. */
  static final int DEEPEST = 6;

  private static final int MOST_ENTRIES = 1_000_000;
  private static final long MOST_UNPACKED = 4L << 30;

  private int entries;
  private long unpacked;

  void spendEntry() throws ArchiveTooLarge {
    if (++entries > MOST_ENTRIES) {
      throw new ArchiveTooLarge("it has more than " + MOST_ENTRIES + " entries");
    }
  }

  void spendBytes(long count) throws ArchiveTooLarge {
    unpacked += count;
    if (count < 0 || unpacked > MOST_UNPACKED) {
      throw new ArchiveTooLarge("it unpacks to more than " + MOST_UNPACKED + " bytes");
    }
  }
}
