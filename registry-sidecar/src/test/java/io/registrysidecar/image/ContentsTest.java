package io.registrysidecar.image;

import static io.registrysidecar.testing.Contents.directory;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.hardLink;
import static io.registrysidecar.testing.Contents.opaque;
import static io.registrysidecar.testing.Contents.symbolicLink;
import static io.registrysidecar.testing.Contents.whiteout;
import static io.registrysidecar.testing.ImageBuilder.tar;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.image.partial.ContentsRefused;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.testing.LayerContent;
import io.registrysidecar.testing.SeekableLayer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a layer by its table of contents shows what reading it whole shows, or is not done. */
class ContentsTest {

  private static final String WANTED = "etc/wanted";
  private static final Random RANDOM = new Random(4);
  private static final byte[] TAR =
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

  @Test
  void onlyWhatIsWantedIsFetchedOfAnEstargzLayer() throws Exception {
    assertReadInPart(SeekableLayer.eStargz(TAR, 2_000));
    assertReadInPart(SeekableLayer.eStargz(TAR, 1 << 20));
  }

  @Test
  void theFooterMayHaveItsOlderForm() throws Exception {
    assertReadInPart(SeekableLayer.legacyEStargz(TAR, 2_000));
  }

  @Test
  void onlyWhatIsWantedIsFetchedOfAZstdChunkedLayer() throws Exception {
    assertReadInPart(SeekableLayer.zstdChunked(TAR, 2_000));
    assertReadInPart(SeekableLayer.zstdChunked(TAR, 1 << 20));
  }

  @Test
  void tablesOfWritersThatDoNotSayWhereFilesEndAreReadAllTheSame() throws Exception {
    assertReadInPart(
        SeekableLayer.zstdChunked(
            TAR,
            2_000,
            table -> entries(table).forEach(entry -> ((ObjectNode) entry).remove("endOffset"))));
  }

  @Test
  void theTableOfAnEstargzLayerIsAFileThatMayBeWanted() throws Exception {
    SeekableLayer layer = SeekableLayer.eStargz(TAR, 2_000);
    var wanted = Map.of("stargz.index.json", Want.STREAM);
    Reading partial = Reading.of(layer, wanted);
    Reading whole = Reading.whole(layer, wanted);

    assertThat(partial.isInPart()).isTrue();
    assertThat(partial.visitor.contents).isEqualTo(whole.visitor.contents);
    assertThat(partial.visitor.contents.get("stargz.index.json")).startsWith("{\"version\":1");
  }

  @Test
  void aLargeFileThatIsTurnedDownByItsHeadCostsItsFirstChunk() throws Exception {
    byte[] tar = tar(file("a", noise(1_000_000)), file("b", noise(1_000_000)));
    for (SeekableLayer layer :
        List.of(SeekableLayer.eStargz(tar, 50_000), SeekableLayer.zstdChunked(tar, 50_000))) {
      Reading reading = Reading.of(layer, Map.of("a", Want.HEAD, "b", Want.HEAD));

      assertThat(reading.isInPart()).isTrue();
      assertThat(reading.visitor.contents.get("a")).hasSize(4);
      assertThat(reading.fetched).isBetween(100_000L, 120_000L);
    }
  }

  @Test
  void aHeadIsNotBelievedWithoutItsDigest() throws Exception {
    byte[] tar = tar(file("a", "x".repeat(1_000_000)), file("b", noise(1_000_000)));
    SeekableLayer layer = SeekableLayer.zstdChunked(tar, 200_000);
    byte[] damaged = layer.bytes().clone();
    int at = 0;
    while (damaged[at] != 'x') {
      at++;
    }
    damaged[at] = 'y';

    Reading reading = Reading.of(layer.with(damaged), Map.of("a", Want.HEAD));

    assertThat(reading.isInPart()).isFalse();
  }

  @Test
  void whoReadsTheSameAgainAndAgainGetsTheLayerWhole() throws Exception {
    byte[] tar = tar(file("wanted", noise(40 << 20)), file("b", noise(10)));
    SeekableLayer layer = SeekableLayer.zstdChunked(tar, 8 << 20);
    Reading reading = Reading.of(layer, Map.of("wanted", Want.RANDOM_ACCESS));

    assertThat(reading.isInPart()).isFalse();
    assertThat(reading.fetched).isLessThan(layer.bytes().length * 3L / 2);
    assertThat(reading.visitor.contents).containsKey("wanted");
  }

  @Test
  void aChunkThatIsTooLargeForMemoryMeansReadingTheLayerWhole() throws Exception {
    byte[] tar = tar(file("wanted", new byte[9 << 20]), file("b", noise(100_000)));
    SeekableLayer layer = SeekableLayer.zstdChunked(tar, 9 << 20);

    assertThat(Reading.of(layer, Map.of("wanted", Want.HEAD)).isInPart()).isFalse();
  }

  @Test
  void theResultSaysThatTheLayerWasReadByItsTable() throws Exception {
    Reading reading = Reading.of(SeekableLayer.eStargz(TAR, 1 << 20));

    assertThat(reading.summary.notes())
        .singleElement()
        .satisfies(note -> {
          assertThat(note.code()).isEqualTo("layer-read-by-contents");
          assertThat(note.message())
              .contains(reading.fetched + " of its " + reading.layer.bytes().length + " bytes");
        });
    assertThat(reading.summary.restsOnContents()).isTrue();
    assertThat(reading.summary.compressedBytes()).isEqualTo(reading.fetched);
  }

  @Test
  void withoutPermissionEveryByteIsRead() throws Exception {
    SeekableLayer layer = SeekableLayer.eStargz(TAR, 2_000);

    assertThat(Reading.whole(layer).summary.compressedBytes()).isEqualTo(layer.bytes().length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void anyLayerShowsTheSameBothWays(int seed) throws Exception {
    byte[] tar = tar(contents(new Random(seed)));
    for (SeekableLayer layer :
        List.of(SeekableLayer.eStargz(tar, 700), SeekableLayer.zstdChunked(tar, 700))) {
      Reading partial = Reading.of(layer);
      Reading whole = Reading.whole(layer);

      assertThat(partial.visitor.entries).as("seed %s", seed).isEqualTo(whole.visitor.entries);
      assertThat(partial.visitor.contents).as("seed %s", seed).isEqualTo(whole.visitor.contents);
      assertThat(partial.isInPart()).as("seed %s", seed).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void aTableThatCannotBeTrueIsNotBelieved(String defect, Consumer<ObjectNode> lie)
      throws Exception {
    assertReadWhole(SeekableLayer.eStargz(TAR, 2_000, lie));
    assertReadWhole(SeekableLayer.zstdChunked(TAR, 2_000, lie));
  }

  static List<Arguments> aTableThatCannotBeTrueIsNotBelieved() {
    return List.of(
        defect("wrong version", table -> table.put("version", 2)),
        defect("no entries in their place", table -> table.put("entries", "none")),
        defect("a large file left out", table -> remove(table, "etc/more")),
        defect(
            "wrong digest of a wanted chunk",
            table -> of(table, WANTED).put("chunkDigest", Digest.sha256(new byte[1]).toString())),
        defect("no digest of a chunk", table -> of(table, WANTED).remove("chunkDigest")),
        defect("malformed digest", table -> of(table, WANTED).put("chunkDigest", "sha256:../../x")),
        defect("offset one too low", table -> move(table, WANTED, -1)),
        defect("offset beyond the blob", table -> of(table, WANTED).put("offset", 1L << 40)),
        defect("offset of another file", table -> of(table, WANTED).put("offset", 0)),
        defect("negative offset", table -> of(table, WANTED).put("offset", -1)),
        defect("size absurd", table -> of(table, WANTED).put("size", 1L << 60)),
        defect("size too small", table -> of(table, WANTED).put("size", 4_999)),
        defect("size not a number", table -> of(table, WANTED).put("size", "5000")),
        defect("number without end", table -> of(table, WANTED).put("size", 1e300)),
        defect("chunk of nothing", table -> of(table, "etc").put("type", "chunk")),
        defect("chunk missing", table -> remove(table, WANTED, 1)),
        defect("type unknown", table -> of(table, "etc").put("type", "door")),
        defect("name with NUL", table -> of(table, "etc/empty").put("name", "etc/e\0")),
        defect("name not UTF-8", table -> of(table, "etc/empty").put("name", "etc/\ufffd")),
        defect("file named like a directory", table -> of(table, "etc/empty").put("name", "e/")),
        defect("name in other case", table -> of(table, "etc/empty").put("Name", "etc/other")),
        defect("several files in one member", table -> of(table, WANTED).put("innerOffset", 7)),
        defect("entry not an object", table -> entries(table).add("etc")),
        defect(
            "nested too deep",
            table ->
                table
                    .putArray("x")
                    .addArray()
                    .addArray()
                    .addArray()
                    .addArray()
                    .addArray()
                    .addArray()
                    .addArray()
                    .addArray()));
  }

  @Test
  void aTableThatIsNotWhatTheManifestPromisesIsNotBelieved() throws Exception {
    String other = Digest.sha256(new byte[0]).toString();
    SeekableLayer layer = SeekableLayer.eStargz(TAR, 2_000);
    assertReadWhole(layer.with(Map.of("containerd.io/snapshot/stargz/toc.digest", other)));

    SeekableLayer chunked = SeekableLayer.zstdChunked(TAR, 2_000);
    Map<String, String> annotations = new HashMap<>(chunked.descriptor().annotations());
    annotations.put("io.github.containers.zstd-chunked.manifest-checksum", other);
    assertReadWhole(chunked.with(annotations));
  }

  @Test
  void aTablePromisedTwiceIsNotBelieved() throws Exception {
    SeekableLayer layer = SeekableLayer.eStargz(TAR, 2_000);
    Map<String, String> both = new HashMap<>(layer.descriptor().annotations());
    both.putAll(SeekableLayer.zstdChunked(TAR, 2_000).descriptor().annotations());

    assertReadWhole(layer.with(both));
  }

  @Test
  void aManifestCannotChooseWhichBytesAreTheTable() throws Exception {
    SeekableLayer layer = SeekableLayer.zstdChunked(TAR, 2_000);
    Map<String, String> moved = new HashMap<>(layer.descriptor().annotations());
    moved.merge(
        "io.github.containers.zstd-chunked.manifest-position", "", (position, _) -> "1" + position);

    assertReadWhole(layer.with(moved));
  }

  @Test
  void aDamagedChunkMeansReadingTheLayerWhole() throws Exception {
    // The frames of this writer have no checksum: only the table knows.
    SeekableLayer layer = SeekableLayer.zstdChunked(TAR, 1 << 20);

    assertReadWhole(layer.with(damaged(layer)));
  }

  @Test
  void aBlobThatCannotBeHadInPartsIsReadWhole() throws Exception {
    Reading reading = Reading.withoutParts(SeekableLayer.eStargz(TAR, 2_000));

    assertThat(reading.summary.notes()).isEmpty();
    assertThat(reading.visitor.contents).containsOnlyKeys(WANTED);
  }

  @Test
  void aLayerOfWhichMostIsWantedIsReadWhole() throws Exception {
    assertReadWhole(
        SeekableLayer.eStargz(tar(file(WANTED, noise(20_000)), file("b", noise(10_000))), 2_000));
  }

  @Test
  void anyByteOfTheTailMayBeWrong() throws Exception {
    SeekableLayer layer = SeekableLayer.zstdChunked(TAR, 2_000);
    Reading sound = Reading.whole(layer);
    for (int i = 1; i <= 72; i++) {
      byte[] bytes = layer.bytes().clone();
      bytes[bytes.length - i] ^= 0x55;

      assertThat(Reading.of(layer.with(bytes)).visitor.contents)
          .as("byte %s from the end", i)
          .isEqualTo(sound.visitor.contents);
    }
  }

  private static void assertReadInPart(SeekableLayer layer) throws Exception {
    Reading partial = Reading.of(layer);
    Reading whole = Reading.whole(layer);
    assertThat(partial.visitor.entries).isEqualTo(whole.visitor.entries);
    assertThat(partial.visitor.contents).isEqualTo(whole.visitor.contents);
    assertThat(partial.visitor.contents).containsOnlyKeys(WANTED);
    assertThat(partial.isInPart()).isTrue();
    assertThat(partial.fetched).isLessThan(layer.bytes().length / 5);
  }

  /** What is read whole is shown as if nobody had tried otherwise. */
  private static void assertReadWhole(SeekableLayer layer) throws Exception {
    Reading reading = Reading.of(layer);
    Reading whole = Reading.whole(layer);
    assertThat(reading.isInPart()).isFalse();
    assertThat(reading.visitor.entries).isEqualTo(whole.visitor.entries);
    assertThat(reading.visitor.contents).isEqualTo(whole.visitor.contents);
    assertThat(reading.summary.notes()).isEmpty();
    assertThat(reading.summary.lasting()).isTrue();
  }

  private static LayerContent[] contents(Random random) {
    List<LayerContent> contents = new ArrayList<>();
    contents.add(file("ballast", noise(60_000)));
    for (int i = 0; i < 40; i++) {
      String path = "d" + random.nextInt(4) + "/" + "long".repeat(random.nextInt(60)) + i;
      contents.add(
          switch (random.nextInt(8)) {
            case 0 -> directory(path);
            case 1 -> symbolicLink(path, "../t\u00e9" + i);
            case 2 -> hardLink(path, "ballast");
            case 3 -> whiteout(path);
            case 4 -> opaque("d" + i);
            case 5 -> file(path + "/wanted", "w".repeat(random.nextInt(3_000)));
            default -> file(path, noise(random.nextInt(2_000)));
          });
    }
    return contents.toArray(LayerContent[]::new);
  }

  private static byte[] damaged(SeekableLayer layer) {
    byte[] bytes = layer.bytes().clone();
    for (int i = 20_000; i < bytes.length; i++) {
      if (bytes[i] == 'x') {
        bytes[i] = 'y';
        return bytes;
      }
    }
    throw new AssertionError("the wanted content is not there");
  }

  private static Arguments defect(String name, Consumer<ObjectNode> lie) {
    return Arguments.of(name, lie);
  }

  private static ArrayNode entries(ObjectNode table) {
    return (ArrayNode) table.get("entries");
  }

  private static ObjectNode of(ObjectNode table, String path) {
    return (ObjectNode) entries(table).get(index(table, path));
  }

  private static void move(ObjectNode table, String path, int by) {
    ObjectNode entry = of(table, path);
    entry.put("offset", entry.get("offset").asLong() + by);
  }

  private static void remove(ObjectNode table, String path) {
    int at = index(table, path);
    while (at < entries(table).size() && entries(table).get(at).get("name").asText().equals(path)) {
      entries(table).remove(at);
    }
  }

  private static void remove(ObjectNode table, String path, int chunk) {
    entries(table).remove(index(table, path) + chunk);
  }

  private static int index(ObjectNode table, String path) {
    for (int i = 0; i < entries(table).size(); i++) {
      String name = entries(table).get(i).get("name").asText();
      if (name.equals(path) || name.equals(path + "/")) {
        return i;
      }
    }
    throw new AssertionError("no entry " + path + " in " + table);
  }

  private static byte[] noise(int size) {
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
        case HEAD -> contents.put(file.path().value(), new String(file.peek(4), UTF_8));
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

  /** One reading of a layer. */
  private static final class Reading implements BlobLayer.Blob {
    private static final Map<String, Want> USUAL = Map.of("wanted", Want.STREAM);

    private final SeekableLayer layer;
    private final boolean parts;
    private final RecordingVisitor visitor;
    private final LayerSummary summary;
    private long fetched;
    private boolean openedWhole;

    private Reading(SeekableLayer layer, boolean allowed, boolean parts, Map<String, Want> wanted)
        throws Exception {
      this.layer = layer;
      this.parts = parts;
      this.visitor = new Choosing(wanted);
      this.summary =
          new BlobLayer("test", layer.descriptor(), null, this)
              .read(visitor, LayerContext.of(ScratchSpaces.none()).byContents(allowed));
    }

    static Reading of(SeekableLayer layer) throws Exception {
      return of(layer, USUAL);
    }

    static Reading of(SeekableLayer layer, Map<String, Want> wanted) throws Exception {
      return new Reading(layer, true, true, wanted);
    }

    static Reading withoutParts(SeekableLayer layer) throws Exception {
      return new Reading(layer, true, false, USUAL);
    }

    static Reading whole(SeekableLayer layer) throws Exception {
      return whole(layer, USUAL);
    }

    static Reading whole(SeekableLayer layer, Map<String, Want> wanted) throws Exception {
      return new Reading(layer, false, true, wanted);
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
  }
}
