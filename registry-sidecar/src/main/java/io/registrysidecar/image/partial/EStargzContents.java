package io.registrysidecar.image.partial;

import io.registrysidecar.image.inflate.CompressedInput;
import io.registrysidecar.image.inflate.CorruptStream;
import io.registrysidecar.image.inflate.Decompressor;
import io.registrysidecar.image.inflate.Windows;
import io.registrysidecar.image.tar.TarEntry;
import io.registrysidecar.image.tar.TarReader;
import io.registrysidecar.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The table of an eStargz layer: a tar stream with one file, compressed by itself. Whoever unpacks
 * the layer finds that file in it, so that it is an entry, too, the last one.
 */
final class EStargzContents implements StoredContents {

  private static final String NAME = "stargz.index.json";

  private final byte[] stored;
  private final Digest digest;
  private final long start;
  private final Decompressor gzip;

  EStargzContents(byte[] stored, Digest digest, long start, Decompressor gzip) {
    this.stored = stored;
    this.digest = digest;
    this.start = start;
    this.gzip = gzip;
  }

  @Override
  public long payloadEnd() {
    return start;
  }

  @Override
  public FetchPlan.Builder plan() {
    return new FetchPlan.Builder(new PayloadLayout());
  }

  @Override
  public ChunkUnpacker unpacker() {
    return new MemberUnpacker(gzip);
  }

  @Override
  public void read(ContentsEntry.Sink sink) throws IOException {
    CompressedInput input =
        new CompressedInput(new ByteArrayInputStream(stored), _ -> {}, System::nanoTime);
    // What may follow the member is not tar to anybody: nothing to remark.
    try (Windows windows = gzip.open(input, _ -> {})) {
      TarReader tar = new TarReader(windows);
      TarEntry table = tar.next();
      if (table == null || !isTable(table)) {
        throw new ContentsRefused("there is no " + NAME + " where its footer says");
      }
      if (table.size() > Contents.MOST_PLAIN) {
        throw new ContentsRefused("its table of contents has " + table.size() + " bytes");
      }
      HashedStream json = new HashedStream(tar.content(), digest.algorithm());
      ContentsParser.parse(json, false, sink);
      json.verify(digest);
      if (tar.next() != null) {
        throw new ContentsRefused("there are entries behind its table of contents");
      }
      sink.entry(new ContentsEntry(table, List.of(), 0, 0, this::open));
    } catch (CorruptStream e) {
      throw new ContentsRefused("its table of contents is corrupt: " + e.getMessage(), e);
    }
  }

  /** The table as whoever unpacks the layer gets it: a file among others. */
  private InputStream open() throws IOException {
    CompressedInput input =
        new CompressedInput(new ByteArrayInputStream(stored), _ -> {}, System::nanoTime);
    Windows windows = gzip.open(input, _ -> {});
    TarReader tar = new TarReader(windows);
    tar.next();
    return new FilterInputStream(tar.content()) {
      @Override
      public void close() {
        windows.close();
      }
    };
  }

  private static boolean isTable(TarEntry entry) {
    return entry.type() == TarEntry.Type.FILE
        && new String(entry.name(), StandardCharsets.ISO_8859_1).equals(NAME);
  }
}
