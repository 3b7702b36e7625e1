package io.registrysidecar.advisory.feed;

/**
 * How much a feed may ask of us. Publishers' largest records are some megabytes, nest eight levels
 * deep, and compress to 1:140.
 *
 * @param recordBytes largest record; larger ones are rejected one by one
 * @param depth deepest nesting of a record
 * @param ratio largest ratio of decompressed to compressed size of a file, once {@code ratioFloor}
 *     is passed
 * @param ratioFloor decompressed bytes below which any ratio is accepted
 * @param archiveBytes largest archive that is taken from a stream; it has to be kept in a temporary
 *     file
 */
public record FeedLimits(
    int recordBytes, int depth, int ratio, long ratioFloor, long archiveBytes) {

  /** What is enough for every known feed, with room. */
  public static final FeedLimits DEFAULT = new FeedLimits(32 << 20, 64, 500, 64L << 20, 4L << 30);
}
