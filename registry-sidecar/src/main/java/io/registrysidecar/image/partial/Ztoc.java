package io.registrysidecar.image.partial;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A zTOC, the table of contents that SOCI keeps for one layer: which entries the tar stream has and
 * where, and where inflating can begin. Only layouts that leave no room for anything else are
 * accepted.
 *
 * @param entries what the tar stream has
 * @param spans what can be unpacked by itself
 * @param size the size of the blob
 */
record Ztoc(ZtocEntries entries, ZtocSpans spans, long size) {

  private static final String VERSION = "0.9";
  private static final int GZIP = 1;

  /**
   * Reads a table.
   *
   * @param size the size of the blob that it should be about
   * @throws ContentsRefused if it is not one, or about another blob
   */
  static Ztoc read(byte[] document, long size) throws ContentsRefused {
    FlatTable root = FlatTable.root(document);
    if (!VERSION.equals(UTF_8.decode(root.bytes(0)).toString())) {
      throw new ContentsRefused("its table of contents has a version that is not " + VERSION);
    }
    long claimed = root.longNumber(2);
    long plainSize = root.longNumber(3);
    if (claimed != size || plainSize < 0) {
      throw new ContentsRefused(
          "its table of contents is about a layer of "
              + claimed
              + " bytes, and not of its "
              + size);
    }
    FlatTable compression = root.table(5);
    if (compression.octet(0, GZIP) != GZIP) {
      throw new ContentsRefused("its table of contents is not about gzip");
    }
    return new Ztoc(
        new ZtocEntries(root.table(4).vector(0), plainSize),
        ZtocSpans.read(compression, size, plainSize),
        size);
  }
}
