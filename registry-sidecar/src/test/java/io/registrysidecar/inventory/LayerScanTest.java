package io.registrysidecar.inventory;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.hardLink;
import static io.registrysidecar.testing.Contents.npm;
import static io.registrysidecar.testing.Contents.symbolicLink;
import static io.registrysidecar.testing.TestImage.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.image.FileLimitExceeded;
import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.dpkg.DpkgDetector;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.testing.Evidence;
import io.registrysidecar.testing.ImageBuilder;
import io.registrysidecar.testing.LayerContent;
import io.registrysidecar.testing.TestImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerScanTest {

  private static final String STATUS = "Package: curl\nVersion: 7.88.1-10\n";

  @Test
  void everyDetectorIsAskedAndHavingFoundNothingIsAResult() {
    LayerEvidence evidence =
        Evidence.of(Detectors.all(), image().layer(npm("lodash", "4.17.20")).build()).layer();

    assertThat(evidence.found().keySet())
        .containsExactlyInAnyOrderElementsOf(Detectors.all().stream().map(Detector::id).toList());
    assertThat(evidence.found().values()).filteredOn(files -> !files.isEmpty()).hasSize(1);
    assertThat(evidence.lasting()).isTrue();
    assertThat(evidence.missing(Detectors.all())).isEmpty();
  }

  @Test
  void onlyThoseDetectorsLookThatAreAskedTo() {
    LayerEvidence evidence =
        Evidence.of(new DpkgDetector(), debian(12), dpkg("curl", "7.88.1-10")).layer();

    assertThat(evidence.found().keySet()).containsExactly(new DpkgDetector().id());
    assertThat(evidence.missing(Detectors.all())).hasSize(Detectors.all().size() - 1);
  }

  @Test
  void whatWasKnownAndWhatIsNewAreOneEvidence() {
    TestImage image = image().layer(debian(12), dpkg("curl", "7.88.1-10")).build();
    LayerEvidence known = Evidence.of(List.of(new DpkgDetector()), image).layer();
    List<Detector> missing = known.missing(Detectors.all());

    LayerEvidence both = known.and(Evidence.of(missing, image).layer());

    assertThat(both).isEqualTo(Evidence.of(Detectors.all(), image).layer());
  }

  @Test
  void evidenceOfTwoLayersIsNotMixed() {
    LayerEvidence one = Evidence.of(new DpkgDetector(), debian(12)).layer();
    LayerEvidence two = Evidence.of(new DpkgDetector(), debian(11)).layer();

    assertThatThrownBy(() -> one.and(two)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDatabaseIsFoundByItsHardLinkThoughItsContentHasPassedUnderAnotherName() {
    Evidence evidence =
        Evidence.of(
            new DpkgDetector(),
            file("var/lib/dpkg/status-old", STATUS),
            file("etc/other", "x"),
            hardLink("var/lib/dpkg/status", "var/lib/dpkg/status-old"));

    assertThat(evidence.places()).containsExactly("var/lib/dpkg/status curl 7.88.1-10");
  }

  @Test
  void aHardLinkToAFileThatWasReadHasItsEvidence() {
    Evidence evidence =
        Evidence.of(
            new DpkgDetector(),
            file("var/lib/dpkg/status.d/curl", STATUS),
            hardLink("var/lib/dpkg/status", "var/lib/dpkg/status.d/curl"));

    assertThat(evidence.places())
        .containsExactly(
            "var/lib/dpkg/status curl 7.88.1-10", "var/lib/dpkg/status.d/curl curl 7.88.1-10");
  }

  @Test
  void aHardLinkToWhatTheLayerDoesNotHaveIsSaidToDangle() {
    Evidence evidence =
        Evidence.of(new DpkgDetector(), hardLink("var/lib/dpkg/status", "elsewhere"));

    assertThat(evidence.files()).isEmpty();
    assertThat(evidence.notes())
        .extracting("code", "path")
        .containsExactly(tuple("hard-link-dangling", "var/lib/dpkg/status"));
  }

  @Test
  void linksThatLeadToEachOtherEnd() {
    Evidence evidence =
        Evidence.of(
            new DpkgDetector(),
            hardLink("var/lib/dpkg/status", "var/lib/dpkg/status"),
            hardLink("a", "b"),
            hardLink("b", "a"),
            symbolicLink("var/lib/dpkg/status.d/x", "x"));

    assertThat(evidence.files()).isEmpty();
  }

  @Test
  void ofTwoEntriesAtOnePathTheLastOneCounts() {
    Evidence evidence =
        Evidence.of(
            new DpkgDetector(),
            file("var/lib/dpkg/status", "Package: old\nVersion: 1\n"),
            file("var/lib/dpkg/status", STATUS));
    Evidence replaced =
        Evidence.of(
            new DpkgDetector(),
            file("var/lib/dpkg/status", STATUS),
            symbolicLink("var/lib/dpkg/status", "/dev/null"));

    assertThat(evidence.names()).containsExactly("curl 7.88.1-10");
    assertThat(replaced.files()).isEmpty();
  }

  @Test
  void aFileThatSeveralDetectorsWantIsShownToEachWhole() {
    byte[] content = "0123456789".repeat(500_000).getBytes(UTF_8);
    List<String> read = new ArrayList<>();
    List<Detector> all =
        List.of(
            new Probe("too large", file -> file.bytes(9)),
            new Probe("peek", file -> read.add("peek " + file.peek(5).length)),
            new Probe("stream", file -> read.add("stream " + sum(file.stream().readAllBytes()))),
            new Probe("channel", file -> read.add("channel " + file.channel().size())),
            new Probe("bytes", file -> read.add("bytes " + sum(file.bytes(9 << 20)))));

    Evidence evidence = Evidence.of(all, image().layer(file("data", content)).build());

    assertThat(read)
        .containsExactly("peek 5", "stream 262500000", "channel 5000000", "bytes 262500000");
    assertThat(evidence.notes())
        .extracting("code", "path", "message")
        .containsExactly(
            tuple(
                "file-limit",
                "data",
                "the too large detector did not read this file to its end: it has 5000000 bytes,"
                    + " and no file of its kind is read beyond 9"));
  }

  @Test
  void aDetectorThatFailsHidesNothingOfTheOthers() {
    List<Detector> all =
        List.of(
            new Probe(
                "failing",
                file -> {
                  throw new IllegalStateException("a mistake");
                }),
            new DpkgDetector());

    Evidence evidence =
        Evidence.of(all, image().layer(file("var/lib/dpkg/status", STATUS)).build());

    assertThat(evidence.names()).containsExactly("curl 7.88.1-10");
    assertThat(evidence.notes())
        .extracting("code", "path")
        .containsExactly(tuple("detector-failed", "var/lib/dpkg/status"));
  }

  @Test
  void aLayerThatIsCutShortIsNotKept() {
    LayerContent large = layer -> layer.file("var/lib/dpkg/status", STATUS.getBytes(UTF_8));
    Evidence evidence =
        Evidence.of(
            List.of(
                new Probe(
                    "limited",
                    file -> {
                      throw new FileLimitExceeded("it is too large (some-limit)");
                    })),
            image().layer(large).build());

    assertThat(evidence.layer().lasting()).isFalse();
    assertThatThrownBy(() -> EvidenceCodec.encode(evidence.layer()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCorruptLayerKeepsWhatWasFoundBefore() {
    byte[] tar = ImageBuilder.tar(file("var/lib/dpkg/status", STATUS), file("next", "x"));
    tar[1024] ^= 1;
    TestImage image =
        image().layer("application/vnd.oci.image.layer.v1.tar", tar, Digest.sha256(tar)).build();

    Evidence evidence = Evidence.of(List.of(new DpkgDetector()), image);

    assertThat(evidence.names()).containsExactly("curl 7.88.1-10");
    assertThat(evidence.codes()).containsExactly("layer-corrupt");
    assertThat(evidence.layer().lasting()).isTrue();
  }

  private static long sum(byte[] bytes) {
    long sum = 0;
    for (byte octet : bytes) {
      sum += octet;
    }
    return sum;
  }

  /** A detector that wants everything and does one thing with it. */
  private record Probe(String name, Reading reading) implements Detector {
    @Override
    public Id id() {
      return new Id(name, 1);
    }

    @Override
    public Want wants(TarPath path, long size, int mode) {
      return Want.STREAM;
    }

    @Override
    public void read(LayerFile file, EvidenceSink found) throws IOException {
      reading.of(file);
    }

    private interface Reading {
      void of(LayerFile file) throws IOException;
    }
  }
}
