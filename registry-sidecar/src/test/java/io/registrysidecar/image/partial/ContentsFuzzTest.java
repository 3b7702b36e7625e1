package io.registrysidecar.image.partial;

import static io.registrysidecar.testing.Contents.directory;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.hardLink;
import static io.registrysidecar.testing.Contents.symbolicLink;
import static io.registrysidecar.testing.ImageBuilder.tar;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.registrysidecar.image.inflate.Decompressors;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.testing.SeekableLayer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a table of contents, and as a layer that promises one: they are refused, or make a
 * plan that stays within the layer. In an ordinary test run these are tables that tell the truth;
 * {@code e2e/fuzz} searches for others.
 */
class ContentsFuzzTest {

  private static final byte[] TAR =
      tar(
          directory("etc"),
          file("etc/large", "0123456789".repeat(700)),
          hardLink("etc/link", "etc/large"),
          symbolicLink("etc/soft", "large"),
          file("etc/small", "x"));
  private static final int CHUNK = 2_000;

  @MethodSource("tablesOfEStargz")
  @FuzzTest(maxDuration = "5m")
  void tableOfEStargz(byte[] json) throws IOException {
    table(json, false);
  }

  @MethodSource("tablesOfZstdChunked")
  @FuzzTest(maxDuration = "5m")
  void tableOfZstdChunked(byte[] json) throws IOException {
    table(json, true);
  }

  @MethodSource("layersOfEStargz")
  @FuzzTest(maxDuration = "5m")
  void layerOfEStargz(byte[] layer) throws IOException {
    String digest = Digest.sha256(new byte[0]).toString();
    layer(Map.of("containerd.io/snapshot/stargz/toc.digest", digest), layer);
  }

  @MethodSource("layersOfZstdChunked")
  @FuzzTest(maxDuration = "5m")
  void layerOfZstdChunked(byte[] layer) throws IOException {
    if (layer.length < ZstdChunkedFooter.LARGEST) {
      return;
    }
    byte[] tail = Arrays.copyOfRange(layer, layer.length - ZstdChunkedFooter.LARGEST, layer.length);
    try {
      ZstdChunkedFooter footer = ZstdChunkedFooter.parse(tail, layer.length);
      String position =
          "%d:%d:%d:1".formatted(footer.offset(), footer.length(), footer.plainLength());
      String digest = Digest.sha256(table(layer, footer)).toString();
      String prefix = "io.github.containers.zstd-chunked.manifest-";
      layer(Map.of(prefix + "checksum", digest, prefix + "position", position), layer);
    } catch (ContentsRefused _) {
      // No footer, no table.
    }
  }

  static Stream<byte[]> tablesOfEStargz() throws IOException {
    List<byte[]> tables = new ArrayList<>();
    SeekableLayer.eStargz(TAR, CHUNK, table -> tables.add(table.toString().getBytes(UTF_8)));
    return Stream.concat(tables.stream(), found());
  }

  static Stream<byte[]> tablesOfZstdChunked() throws IOException {
    List<byte[]> tables = new ArrayList<>();
    SeekableLayer.zstdChunked(TAR, CHUNK, table -> tables.add(table.toString().getBytes(UTF_8)));
    return Stream.concat(tables.stream(), found());
  }

  static Stream<byte[]> layersOfEStargz() {
    return Stream.of(
        SeekableLayer.eStargz(TAR, CHUNK).bytes(), SeekableLayer.legacyEStargz(TAR, CHUNK).bytes());
  }

  static Stream<byte[]> layersOfZstdChunked() {
    return Stream.of(SeekableLayer.zstdChunked(TAR, CHUNK).bytes());
  }

  @Test
  void aTableIsUtf8AndNothingElse() {
    String table = "{\"version\":1,\"entries\":[]}";
    Stream.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")
        .map(Charset::forName)
        .forEach(encoding ->
            assertThatThrownBy(() -> parse(table.getBytes(encoding), true, _ -> {}))
                .isInstanceOf(ContentsRefused.class));
  }

  /** Tables that a search has found, each with one defect. */
  private static Stream<byte[]> found() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/layers/contents"))) {
      List<byte[]> tables = new ArrayList<>();
      for (Path file : files.filter(Files::isDirectory).sorted().toList()) {
        tables.add(Files.readAllBytes(file.resolve("table.json")));
      }
      return tables.stream();
    }
  }

  private static void parse(byte[] json, boolean closed, ContentsEntry.Sink sink)
      throws IOException {
    ContentsParser.parse(new ByteArrayInputStream(json), closed, sink);
  }

  /** What the footer says is the table, as far as it is in the layer. */
  private static byte[] table(byte[] layer, ZstdChunkedFooter footer) {
    int from = Math.clamp(footer.offset(), 0, layer.length);
    int length = Math.clamp(footer.length(), 0, layer.length - from);
    return Arrays.copyOfRange(layer, from, from + length);
  }

  private static void table(byte[] json, boolean closed) throws IOException {
    Planned planned = new Planned();
    try {
      parse(json, closed, planned);
      planned.check(1 << 20);
    } catch (ContentsRefused _) {
      // As it should be.
    }
  }

  private static void layer(Map<String, String> annotations, byte[] layer) throws IOException {
    Planned planned = new Planned();
    try {
      Contents promised = Contents.promised(annotations).orElseThrow();
      StoredContents contents = promised.fetch(new Blob(layer), Decompressors.standard());
      assertThat(contents.payloadEnd()).isBetween(0L, (long) layer.length);
      contents.read(planned);
      planned.check(contents.payloadEnd());
    } catch (ContentsRefused _) {
      // As it should be.
    }
  }

  /** Wants all, and checks that what would be fetched is there and of the size announced. */
  private static final class Planned implements ContentsEntry.Sink {
    private final FetchPlan.Builder plan = new FetchPlan.Builder(new PayloadLayout());

    @Override
    public void entry(ContentsEntry entry) throws IOException {
      assertThat(entry.header().size()).isNotNegative();
      if (entry.known() == null) {
        assertThat(entry.chunks().stream().mapToLong(Chunk::size).sum())
            .isEqualTo(entry.header().size());
      }
      plan.add(entry, Need.ALL);
    }

    void check(long payloadEnd) throws ContentsRefused {
      FetchPlan complete = plan.build(payloadEnd);
      assertThat(complete.spans().size()).isLessThanOrEqualTo(FetchPlan.MOST_REQUESTS);
      long before = -1;
      for (FetchPlan.Span span : complete.spans()) {
        assertThat(span.offset()).isGreaterThan(before);
        assertThat(span.length()).isPositive();
        before = span.end();
      }
      assertThat(before).isLessThanOrEqualTo(payloadEnd);
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Blob(byte[] bytes) implements Parts {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open(long offset, long length) {
      assertThat(offset).isNotNegative();
      assertThat(length).isPositive().isLessThanOrEqualTo(bytes.length - offset);
      return new ByteArrayInputStream(bytes, (int) offset, (int) length);
    }

    @Override
    public InputStream openTable() throws IOException {
      throw new IOException("there is no table beside the blob");
    }
  }
}
