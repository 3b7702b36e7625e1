package io.registrysidecar.inventory.maven;

/**
 * How much one Java archive may cost, with all that is in it.
 *
 * @param depth how deep archives may lie in each other, the outermost counted
 * @param entries how many entries they may have together
 * @param plainBytes how many bytes what is read of them may unpack to
 * @param ratio how many times the size of the outermost that may be, once it is 64 MiB
 */
public record ArchiveLimits(int depth, int entries, long plainBytes, int ratio) {

  /**
   * Limits that no honest archive is known to need more than. Archives of archives reach a ratio of
   * 10, zeros 1,032.
   */
  public static final ArchiveLimits DEFAULT = new ArchiveLimits(6, 1_000_000, 4L << 30, 200);
}
