package io.registrysidecar.inventory;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.hardLink;
import static io.registrysidecar.testing.TestImage.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.image.DetectorLimits;
import io.registrysidecar.image.ImageLimits;
import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.LayerLimits;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.dpkg.DpkgDetector;
import io.registrysidecar.testing.Evidence;
import io.registrysidecar.testing.LayerContent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a detector may cost: it ends where a limit is reached, and nobody else does. */
class DetectorBudgetTest {

  private static final String STATUS = "Package: curl\nVersion: 7.88.1-10\n";
  private static final DetectorLimits SMALL =
      new DetectorLimits(Duration.ofSeconds(10), Duration.ofSeconds(4), 1000, 2000);

  private final AtomicLong now = new AtomicLong();
  private final List<String> read = new ArrayList<>();

  @Test
  void whoReadsTooManyBytesReadsNoLaterFile() {
    Evidence evidence =
        scan(
            file -> file.stream().readAllBytes(),
            file("a.x", new byte[600]),
            file("b.x", new byte[600]),
            file("c.x", new byte[600]),
            file("var/lib/dpkg/status", STATUS));

    assertThat(read).containsExactly("a.x", "b.x");
    assertThat(evidence.names()).containsExactly("curl 7.88.1-10");
    assertThat(evidence.notes())
        .extracting("code", "path", "message")
        .containsExactly(
            tuple(
                "detector-limit",
                "b.x",
                "the probe detector read no further than this file in this layer: it has looked at"
                    + " more than 1000 bytes (layers.detector-bytes)"));
    assertThat(evidence.notes().getFirst().layer()).isEqualTo(evidence.layer().layer());
    assertThat(evidence.layer().lasting()).isFalse();
  }

  @Test
  void randomAccessIsChargedForTheWholeFile() {
    Evidence evidence =
        scan(file -> read.add("size " + file.channel().size()), file("a.x", new byte[1001]));

    assertThat(read).containsExactly("a.x");
    assertThat(evidence.codes()).containsExactly("detector-limit");
  }

  @Test
  void whoWorksTooLongOnOneFileGoesOnWithTheNext() {
    Evidence evidence =
        scan(
            file -> {
              byte[] head = file.peek(1);
              now.addAndGet(Duration.ofSeconds(head[0]).toNanos());
              file.stream().readAllBytes();
              read.add("end");
            },
            file("a.x", new byte[] {5}),
            file("b.x", new byte[] {3}));

    assertThat(read).containsExactly("a.x", "b.x", "end");
    assertThat(evidence.notes())
        .extracting("path", "message")
        .containsExactly(
            tuple(
                "a.x",
                "the probe detector did not read this file to its end: it has worked on it for"
                    + " more than 4 seconds (layers.detector-file-time)"));
  }

  @Test
  void whoWorksTooLongOnTheLayerReadsNoLaterFile() {
    Evidence evidence =
        scan(
            file -> now.addAndGet(Duration.ofMillis(3500).toNanos()),
            file("a.x", "1"),
            file("b.x", "2"),
            file("c.x", "3"),
            file("d.x", "4"));

    assertThat(read).containsExactly("a.x", "b.x", "c.x");
    assertThat(evidence.notes())
        .extracting("path", "message")
        .containsExactly(
            tuple(
                "c.x",
                "the probe detector read no further than this file in this layer: it has worked on"
                    + " the layer for more than 10 seconds (layers.detector-time)"));
  }

  @Test
  void whatIsFoundIsBounded() {
    byte[] packages = STATUS.concat("\n").repeat(1000).getBytes(UTF_8);

    Evidence evidence =
        Evidence.of(
            List.of(new DpkgDetector()),
            image().layer(file("var/lib/dpkg/status", packages)).build(),
            limits(new DetectorLimits(SMALL.time(), SMALL.fileTime(), 1 << 20, 2000)),
            now::get);

    assertThat(evidence.facts()).hasSizeBetween(1, 20);
    assertThat(evidence.notes())
        .extracting("code", "path", "message")
        .containsExactly(
            tuple(
                "detector-limit",
                "var/lib/dpkg/status",
                "the dpkg detector read no further than this file in this layer: what it found"
                    + " takes more than 2000 bytes (layers.evidence-bytes)"));
  }

  @Test
  void theSameEvidenceUnderManyNamesIsBounded() {
    List<LayerContent> contents = new ArrayList<>();
    contents.add(file("var/lib/dpkg/status", STATUS));
    for (int i = 0; i < 50; i++) {
      contents.add(hardLink("var/lib/dpkg/status.d/" + i, "var/lib/dpkg/status"));
    }

    Evidence evidence =
        Evidence.of(
            List.of(new DpkgDetector()),
            image().layer(contents.toArray(LayerContent[]::new)).build(),
            limits(SMALL),
            now::get);

    assertThat(evidence.files()).hasSizeBetween(2, 20);
    assertThat(evidence.codes()).containsExactly("detector-limit");
  }

  private Evidence scan(Reading reading, LayerContent... contents) {
    return Evidence.of(
        List.of(new Probe(read, reading), new DpkgDetector()),
        image().layer(contents).build(),
        limits(SMALL),
        now::get);
  }

  private static LayerLimits limits(DetectorLimits detectors) {
    return new LayerLimits(
        100,
        100,
        10,
        1 << 20,
        250,
        1 << 20,
        1 << 20,
        Duration.ofHours(1),
        true,
        detectors,
        ImageLimits.DEFAULT);
  }

  /** What a probe does with a file. */
  private interface Reading {
    void of(LayerFile file) throws IOException;
  }

  /** Wants files whose names end in {@code .x}. */
  private record Probe(List<String> read, Reading reading) implements Detector {
    @Override
    public Id id() {
      return new Id("probe", 1);
    }

    @Override
    public Want wants(TarPath path, long size, int mode) {
      return path.value().endsWith(".x") ? Want.STREAM : Want.NOTHING;
    }

    @Override
    public void read(LayerFile file, EvidenceSink found) throws IOException {
      read.add(file.path().value());
      reading.of(file);
    }
  }
}
