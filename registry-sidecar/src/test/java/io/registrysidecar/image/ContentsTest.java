package io.registrysidecar.image;

import static io.registrysidecar.testing.Contents.directory;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.hardLink;
import static io.registrysidecar.testing.Contents.opaque;
import static io.registrysidecar.testing.Contents.symbolicLink;
import static io.registrysidecar.testing.Contents.whiteout;
import static io.registrysidecar.testing.ImageBuilder.tar;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.testing.LayerContent;
import io.registrysidecar.testing.SeekableLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a layer by its table of contents shows what reading it whole shows. */
class ContentsTest {

  @Test
  void onlyWhatIsWantedIsFetchedOfAnEstargzLayer() throws Exception {
    TrialReading.assertReadInPart(SeekableLayer.eStargz(TrialReading.TAR, 2_000));
    TrialReading.assertReadInPart(SeekableLayer.eStargz(TrialReading.TAR, 1 << 20));
  }

  @Test
  void theFooterMayHaveItsOlderForm() throws Exception {
    TrialReading.assertReadInPart(SeekableLayer.legacyEStargz(TrialReading.TAR, 2_000));
  }

  @Test
  void onlyWhatIsWantedIsFetchedOfAZstdChunkedLayer() throws Exception {
    TrialReading.assertReadInPart(SeekableLayer.zstdChunked(TrialReading.TAR, 2_000));
    TrialReading.assertReadInPart(SeekableLayer.zstdChunked(TrialReading.TAR, 1 << 20));
  }

  @Test
  void tablesOfWritersThatDoNotSayWhereFilesEndAreReadAllTheSame() throws Exception {
    TrialReading.assertReadInPart(
        SeekableLayer.zstdChunked(
            TrialReading.TAR,
            2_000,
            table ->
                TableDefects.entries(table)
                    .forEach(entry -> ((ObjectNode) entry).remove("endOffset"))));
  }

  @Test
  void theTableOfAnEstargzLayerIsAFileThatMayBeWanted() throws Exception {
    SeekableLayer layer = SeekableLayer.eStargz(TrialReading.TAR, 2_000);
    var wanted = Map.of("stargz.index.json", Want.STREAM);
    TrialReading partial = TrialReading.of(layer, wanted);
    TrialReading whole = TrialReading.whole(layer, wanted);

    assertThat(partial.isInPart()).isTrue();
    assertThat(partial.visitor.contents).isEqualTo(whole.visitor.contents);
    assertThat(partial.visitor.contents.get("stargz.index.json")).startsWith("{\"version\":1");
  }

  @Test
  void aLargeFileThatIsTurnedDownByItsHeadCostsItsFirstChunk() throws Exception {
    byte[] tar =
        tar(file("a", TrialReading.noise(1_000_000)), file("b", TrialReading.noise(1_000_000)));
    for (SeekableLayer layer :
        List.of(SeekableLayer.eStargz(tar, 50_000), SeekableLayer.zstdChunked(tar, 50_000))) {
      TrialReading reading = TrialReading.of(layer, Map.of("a", Want.HEAD, "b", Want.HEAD));

      assertThat(reading.isInPart()).isTrue();
      assertThat(reading.visitor.contents.get("a")).hasSize(4);
      assertThat(reading.fetched).isBetween(100_000L, 120_000L);
    }
  }

  @Test
  void whoReadsTheSameAgainAndAgainGetsTheLayerWhole() throws Exception {
    byte[] tar =
        tar(file("wanted", TrialReading.noise(40 << 20)), file("b", TrialReading.noise(10)));
    SeekableLayer layer = SeekableLayer.zstdChunked(tar, 8 << 20);
    TrialReading reading = TrialReading.of(layer, Map.of("wanted", Want.RANDOM_ACCESS));

    assertThat(reading.isInPart()).isFalse();
    assertThat(reading.fetched).isLessThan(layer.bytes().length * 3L / 2);
    assertThat(reading.visitor.contents).containsKey("wanted");
  }

  @Test
  void aChunkThatIsTooLargeForMemoryMeansReadingTheLayerWhole() throws Exception {
    byte[] tar = tar(file("wanted", new byte[9 << 20]), file("b", TrialReading.noise(100_000)));
    SeekableLayer layer = SeekableLayer.zstdChunked(tar, 9 << 20);

    assertThat(TrialReading.of(layer, Map.of("wanted", Want.HEAD)).isInPart()).isFalse();
  }

  @Test
  void theResultSaysThatTheLayerWasReadByItsTable() throws Exception {
    TrialReading reading = TrialReading.of(SeekableLayer.eStargz(TrialReading.TAR, 1 << 20));

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
    SeekableLayer layer = SeekableLayer.eStargz(TrialReading.TAR, 2_000);

    assertThat(TrialReading.whole(layer).summary.compressedBytes()).isEqualTo(layer.bytes().length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void anyLayerShowsTheSameBothWays(int seed) throws Exception {
    byte[] tar = tar(contents(new Random(seed)));
    for (SeekableLayer layer :
        List.of(SeekableLayer.eStargz(tar, 700), SeekableLayer.zstdChunked(tar, 700))) {
      TrialReading partial = TrialReading.of(layer);
      TrialReading whole = TrialReading.whole(layer);

      assertThat(partial.visitor.entries).as("seed %s", seed).isEqualTo(whole.visitor.entries);
      assertThat(partial.visitor.contents).as("seed %s", seed).isEqualTo(whole.visitor.contents);
      assertThat(partial.isInPart()).as("seed %s", seed).isTrue();
    }
  }

  @Test
  void aBlobThatCannotBeHadInPartsIsReadWhole() throws Exception {
    TrialReading reading =
        TrialReading.withoutParts(SeekableLayer.eStargz(TrialReading.TAR, 2_000));

    assertThat(reading.summary.notes()).isEmpty();
    assertThat(reading.visitor.contents).containsOnlyKeys(TrialReading.WANTED);
  }

  @Test
  void aLayerOfWhichMostIsWantedIsReadWhole() throws Exception {
    TrialReading.assertReadWhole(
        SeekableLayer.eStargz(
            tar(
                file(TrialReading.WANTED, TrialReading.noise(20_000)),
                file("b", TrialReading.noise(10_000))),
            2_000));
  }

  private static LayerContent[] contents(Random random) {
    List<LayerContent> contents = new ArrayList<>();
    contents.add(file("ballast", TrialReading.noise(60_000)));
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
            default -> file(path, TrialReading.noise(random.nextInt(2_000)));
          });
    }
    return contents.toArray(LayerContent[]::new);
  }
}
