package io.registrysidecar.image.partial;

import io.registrysidecar.image.inflate.Compression;
import io.registrysidecar.image.inflate.Decompressor;
import io.registrysidecar.image.inflate.Decompressors;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * zstd:chunked: a zstd layer whose files are frames of their own, followed by frames that decoders
 * pass over: the table of contents, in newer layers what is needed to make the same tar again, and
 * a footer that says where these are.
 *
 * @param digest of the table as it is stored
 * @param offset where the table begins
 * @param length how many bytes it has as it is stored
 * @param plainLength how many bytes it unpacks to
 */
record ZstdChunked(Digest digest, long offset, long length, long plainLength) implements Contents {

  /** What writers begin their annotations with: now, and before 2023. */
  private static final List<String> PREFIXES =
      List.of("io.github.containers.zstd-chunked.", "io.containers.zstd-chunked.");

  private static final String DIGEST = "manifest-checksum";
  private static final String POSITION = "manifest-position";
  private static final Pattern NUMBERS =
      Pattern.compile("([0-9]{1,18}):([0-9]{1,18}):([0-9]{1,18}):1");

  static Optional<Contents> promised(Map<String, String> annotations) throws ContentsRefused {
    for (String prefix : PREFIXES) {
      String digest = annotations.get(prefix + DIGEST);
      String position = annotations.get(prefix + POSITION);
      if (digest != null && position != null) {
        return Optional.of(promised(digest, position));
      }
    }
    return Optional.empty();
  }

  private static Contents promised(String digest, String position) throws ContentsRefused {
    Matcher numbers = NUMBERS.matcher(position);
    if (!numbers.matches()) {
      throw new ContentsRefused("its manifest gives no position of the table that can be read");
    }
    return new ZstdChunked(
        Fetch.digest(digest),
        Long.parseLong(numbers.group(1)),
        Long.parseLong(numbers.group(2)),
        Long.parseLong(numbers.group(3)));
  }

  @Override
  public Compression compression() {
    return Compression.ZSTD;
  }

  /**
   * Fetches the table. The position in the manifest must be the one that the blob gives: else
   * somebody who can write a manifest, but not the layer, could choose which of its bytes are taken
   * for the table.
   */
  @Override
  public StoredContents fetch(Parts blob, Decompressors decompressors) throws IOException {
    if (length > MOST_STORED || plainLength > MOST_PLAIN) {
      throw new ContentsRefused(
          "its table of contents has " + plainLength + " bytes, stored as " + length);
    }
    if (blob.size() < ZstdChunkedFooter.LARGEST) {
      throw new ContentsRefused("it is too small to have a table of contents");
    }
    byte[] tail =
        Fetch.bytes(blob, blob.size() - ZstdChunkedFooter.LARGEST, ZstdChunkedFooter.LARGEST);
    ZstdChunkedFooter footer = ZstdChunkedFooter.parse(tail, blob.size());
    if (footer.offset() != offset
        || footer.length() != length
        || footer.plainLength() != plainLength
        || offset < SkippableFrame.HEADER
        || length == 0) {
      throw new ContentsRefused("its manifest and its footer disagree where the table is");
    }
    // With the headers of the frame that the table is in, and of the one behind it.
    int around = 2 * SkippableFrame.HEADER;
    if (offset + length > blob.size() - SkippableFrame.HEADER) {
      throw new ContentsRefused("its footer says that the table ends behind its end");
    }
    long start = offset - SkippableFrame.HEADER;
    ByteBuffer frames =
        ByteBuffer.wrap(Fetch.bytes(blob, start, (int) length + around))
            .order(ByteOrder.LITTLE_ENDIAN);
    check(frames, footer);
    byte[] table = new byte[(int) length];
    frames.get(SkippableFrame.HEADER, table);
    Decompressor zstd = Objects.requireNonNull(decompressors.of(Compression.ZSTD));
    return new ZstdChunkedContents(table, this, start, zstd);
  }

  /**
   * From the table to the end of the blob there must be nothing but frames that are passed over.
   */
  private void check(ByteBuffer frames, ZstdChunkedFooter footer) throws ContentsRefused {
    long behind = offset + length;
    SkippableFrame.check(frames, 0, length);
    long next = SkippableFrame.length(frames, SkippableFrame.HEADER + (int) length);
    boolean direct = behind == footer.start();
    if (!direct && behind + SkippableFrame.HEADER + next != footer.start()) {
      throw new ContentsRefused("there is something between its table of contents and its footer");
    }
  }
}
