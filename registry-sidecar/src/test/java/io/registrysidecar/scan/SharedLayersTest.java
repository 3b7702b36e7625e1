package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.job.Outcome;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.testing.ImageBuilder;
import io.registrysidecar.testing.LayerContent;
import io.registrysidecar.testing.TestImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many images at once, read from a registry that counts what it is asked. */
class SharedLayersTest {

  private static final int SHARED = 20;
  private static final int IMAGES = 50;

  @TempDir private Path directory;
  private Workbench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(directory, true);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void fiftyImagesThatShareTwentyLayersFetchEachOfThemOnce() throws Exception {
    List<TestImage> images =
        IntStream.range(0, IMAGES).mapToObj(this::imageOnSharedLayers).toList();
    List<Digest> pushed = new ArrayList<>();
    for (TestImage image : images) {
      pushed.add(bench.push(image, "v" + pushed.size()));
    }
    bench.traffic.clear();

    assertThat(scanAll(pushed)).containsOnly(new Outcome.Done()).hasSize(IMAGES);

    for (TestImage image : images) {
      for (Descriptor layer : image.layers()) {
        assertThat(bench.traffic.seen("GET", "/blobs/" + layer.digest())).hasSize(1);
      }
    }
    assertThat(bench.report(pushed.getLast()).components())
        .as("a component of each shared layer's last state, and its own")
        .extracting(component -> component.name())
        .contains("shared-" + (SHARED - 1));
  }

  @Test
  void aRegistryThatSendsNothingKeepsNoOtherImageWaiting() throws Exception {
    List<Digest> stuck = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      TestImage slow = image().layer(debian(12), dpkg("slow-" + i, "1")).build();
      stuck.add(bench.push(slow, "slow-" + i));
      bench.traffic.holdBack("/blobs/" + slow.layers().getFirst().digest());
    }
    Digest quick = bench.push(image().layer(debian(12), dpkg("quick", "1")).build(), "quick");

    try (ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> waiting = new ArrayList<>();
      stuck.forEach(image -> waiting.add(jobs.submit(() -> bench.scan(image))));
      bench.traffic.awaitHeldBack(stuck.size());

      assertThat(bench.scan(quick)).isEqualTo(new Outcome.Done());

      assertThat(waiting).noneMatch(Future::isDone);
      bench.traffic.letGo();
      for (Future<Outcome> image : waiting) {
        assertThat(image.get()).isEqualTo(new Outcome.Done());
      }
    }
  }

  private TestImage imageOnSharedLayers(int number) {
    ImageBuilder image = image().layer(debian(12), dpkg("shared-0", "1"));
    for (int i = 1; i < SHARED; i++) {
      image.layer(dpkg("shared-" + i, "1"));
    }
    return image.platform("linux", number % 2 == 0 ? "amd64" : "arm64").layer(own(number)).build();
  }

  private static LayerContent own(int number) {
    return file("etc/image-" + number, "image " + number);
  }

  private List<Outcome> scanAll(List<Digest> images) throws Exception {
    List<Future<Outcome>> scans = new ArrayList<>();
    try (ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor()) {
      images.forEach(image -> scans.add(jobs.submit(() -> bench.scan(image))));
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> scan : scans) {
        outcomes.add(scan.get());
      }
      return outcomes;
    }
  }
}
