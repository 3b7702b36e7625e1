package io.registrysidecar.image.inflate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** How bytes are compressed, by the first of them. */
public enum Compression {
  /** Not at all, or in a way that no layer uses. */
  NONE("uncompressed", ""),
  /** gzip, RFC 1952. */
  GZIP("gzip", "\u001f\u008b"),
  /** Zstandard, RFC 8878. */
  ZSTD("zstd", "(\u00b5/\u00fd"),
  /** bzip2; not read. */
  BZIP2("bzip2", "BZh"),
  /** xz; not read. */
  XZ("xz", "\u00fd7zXZ\u0000");

  /** How many bytes {@link #of} needs. */
  public static final int MAGIC = 6;

  /** After a first byte that varies: a frame that zstd decoders pass over. */
  private static final String SKIPPABLE = "*M\u0018";

  private final String word;
  private final String magic;

  Compression(String word, String magic) {
    this.word = word;
    this.magic = magic;
  }

  /** The compression of a stream that begins with {@code head}. */
  public static Compression of(byte[] head) {
    String text = new String(head, ISO_8859_1);
    for (Compression compression : values()) {
      if (compression != NONE && text.startsWith(compression.magic)) {
        return compression;
      }
    }
    boolean skippable = text.startsWith(SKIPPABLE, 1) && (text.charAt(0) & 0xf0) == 0x50;
    return skippable ? ZSTD : NONE;
  }

  @Override
  public String toString() {
    return word;
  }
}
