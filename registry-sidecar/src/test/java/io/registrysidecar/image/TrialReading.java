package io.registrysidecar.image;

import static io.registrysidecar.testing.Contents.directory;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.hardLink;
import static io.registrysidecar.testing.Contents.opaque;
import static io.registrysidecar.testing.Contents.symbolicLink;
import static io.registrysidecar.testing.Contents.whiteout;
import static io.registrysidecar.testing.ImageBuilder.tar;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.partial.ContentsRefused;
import io.registrysidecar.testing.SeekableLayer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import java.util.Random;

/** One reading of a layer that has a table of its contents. */
final class TrialReading implements BlobLayer.Blob {

  static final String WANTED = "etc/wanted";

  private static final Random RANDOM = new Random(4);

  /** A layer of which only the file {@link #WANTED} is wanted. */
  static final byte[] TAR =
      tar(
          directory("etc"),
          file("etc/big", noise(20_000)),
          file(WANTED, "x".repeat(5_000)),
          hardLink("etc/link", WANTED),
          symbolicLink("etc/soft", "wanted"),
          file("etc/empty", ""),
          whiteout("etc/gone"),
          opaque("srv"),
          file("etc/more", noise(20_000)));

  private static final Map<String, Want> USUAL = Map.of("wanted", Want.STREAM);

  final SeekableLayer layer;
  private final boolean parts;
  final RecordingVisitor visitor;
  final LayerSummary summary;
  long fetched;
  private boolean openedWhole;

  private TrialReading(
      SeekableLayer layer, boolean allowed, boolean parts, Map<String, Want> wanted)
      throws Exception {
    this.layer = layer;
    this.parts = parts;
    this.visitor = new Choosing(wanted);
    this.summary =
        new BlobLayer("test", layer.descriptor(), null, this)
            .read(visitor, LayerContext.of(ScratchSpaces.none()).byContents(allowed));
  }

  static TrialReading of(SeekableLayer layer) throws Exception {
    return of(layer, USUAL);
  }

  static TrialReading of(SeekableLayer layer, Map<String, Want> wanted) throws Exception {
    return new TrialReading(layer, true, true, wanted);
  }

  static TrialReading withoutParts(SeekableLayer layer) throws Exception {
    return new TrialReading(layer, true, false, USUAL);
  }

  static TrialReading whole(SeekableLayer layer) throws Exception {
    return whole(layer, USUAL);
  }

  static TrialReading whole(SeekableLayer layer, Map<String, Want> wanted) throws Exception {
    return new TrialReading(layer, false, true, wanted);
  }

  boolean isInPart() {
    return !openedWhole;
  }

  @Override
  public InputStream open() {
    openedWhole = true;
    return new ByteArrayInputStream(layer.bytes());
  }

  @Override
  public InputStream open(long offset, long length) throws IOException {
    if (!parts) {
      throw new ContentsRefused("it can only be read from its beginning");
    }
    fetched += length;
    return new ByteArrayInputStream(layer.bytes(), (int) offset, (int) length);
  }

  static void assertReadInPart(SeekableLayer layer) throws Exception {
    TrialReading partial = TrialReading.of(layer);
    TrialReading whole = TrialReading.whole(layer);
    assertThat(partial.visitor.entries).isEqualTo(whole.visitor.entries);
    assertThat(partial.visitor.contents).isEqualTo(whole.visitor.contents);
    assertThat(partial.visitor.contents).containsOnlyKeys(WANTED);
    assertThat(partial.isInPart()).isTrue();
    assertThat(partial.fetched).isLessThan(layer.bytes().length / 5);
  }

  /** What is read whole is shown as if nobody had tried otherwise. */
  static void assertReadWhole(SeekableLayer layer) throws Exception {
    TrialReading reading = TrialReading.of(layer);
    TrialReading whole = TrialReading.whole(layer);
    assertThat(reading.isInPart()).isFalse();
    assertThat(reading.visitor.entries).isEqualTo(whole.visitor.entries);
    assertThat(reading.visitor.contents).isEqualTo(whole.visitor.contents);
    assertThat(reading.summary.notes()).isEmpty();
    assertThat(reading.summary.lasting()).isTrue();
  }

  static byte[] noise(int size) {
    byte[] noise = new byte[size];
    RANDOM.nextBytes(noise);
    return noise;
  }

  /** Wants files by their names. */
  private static final class Choosing extends RecordingVisitor {
    private final Map<String, Want> wanted;

    Choosing(Map<String, Want> wanted) {
      this.wanted = wanted;
    }

    @Override
    public Want entry(LayerEntry entry) {
      super.entry(entry);
      return foresee(entry);
    }

    @Override
    public Want foresee(LayerEntry entry) {
      return wanted.getOrDefault(entry.path().fileName(), Want.NOTHING);
    }

    @Override
    public void file(LayerFile file) throws IOException {
      switch (wanted.getOrDefault(file.path().fileName(), Want.NOTHING)) {
        case HEAD -> contents.put(file.path().value(), new String(file.peek(4), ISO_8859_1));
        case RANDOM_ACCESS -> toAndFro(file);
        case STREAM, NOTHING -> super.file(file);
      }
    }

    /** Reads here and there, as somebody does who makes the reader fetch the same many times. */
    private void toAndFro(LayerFile file) throws IOException {
      contents.put(file.path().value(), "");
      if (!file.getClass().equals(FetchedFile.class)) {
        return;
      }
      SeekableByteChannel channel = file.channel();
      for (int i = 0; i < 1_000; i++) {
        channel.position(i % 5 * (8L << 20)).read(ByteBuffer.allocate(1));
      }
    }
  }
}
