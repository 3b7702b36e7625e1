package io.registrysidecar.image.partial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.registrysidecar.image.inflate.CompressedInput;
import io.registrysidecar.image.inflate.Compression;
import io.registrysidecar.image.inflate.Decompressors;
import io.registrysidecar.image.inflate.Windows;
import io.registrysidecar.image.tar.TarEntry;
import io.registrysidecar.image.tar.TarReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Everything in a layer: by a zTOC, and by reading all of it. One line for each entry. */
final class ZtocReading {

  private ZtocReading() {}

  static List<String> byTable(byte[] table, byte[] layer) throws IOException {
    StoredContents contents = new ZtocContents(Ztoc.read(table, layer.length));
    FetchPlan.Builder plan = contents.plan();
    contents.read(entry -> plan.add(entry, Need.ALL));
    List<String> lines = new ArrayList<>();
    try (FetchedFiles files =
        new FetchedFiles(
            plan.build(contents.payloadEnd()),
            new Bytes(layer),
            contents.unpacker(),
            System::nanoTime,
            (_, _) -> {})) {
      contents.read(entry -> {
        ChunkedContent content = files.content(lines.size(), entry.header().size());
        ByteBuffer bytes = ByteBuffer.allocate((int) entry.header().size());
        while (bytes.hasRemaining() && content.read(bytes.position(), bytes) > 0) {
          // A read may give less than there is.
        }
        lines.add(line(entry.header(), bytes.array()));
      });
      files.check();
    }
    return lines;
  }

  static List<String> whole(byte[] layer) throws IOException {
    CompressedInput input =
        new CompressedInput(new ByteArrayInputStream(layer), _ -> {}, System::nanoTime);
    List<String> lines = new ArrayList<>();
    try (Windows windows =
        Objects.requireNonNull(Decompressors.standard().of(Compression.GZIP))
            .open(input, _ -> {})) {
      TarReader tar = new TarReader(windows);
      for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
        lines.add(line(entry, tar.content().readAllBytes()));
      }
    }
    return lines;
  }

  private static String line(TarEntry entry, byte[] content) {
    return "%s %s %o %s %s"
        .formatted(
            entry.type(),
            new String(entry.name(), ISO_8859_1),
            entry.mode(),
            new String(entry.link(), ISO_8859_1),
            new String(content, ISO_8859_1));
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Bytes(byte[] blob) implements Parts {

    @Override
    public long size() {
      return blob.length;
    }

    @Override
    public InputStream open(long offset, long length) {
      return new ByteArrayInputStream(blob, (int) offset, (int) length);
    }

    @Override
    public InputStream openTable() {
      throw new UnsupportedOperationException("the table is there");
    }
  }
}
