package io.registrysidecar;

import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.admission.ScanWish;
import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobQueue;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionWiringTest {

  private static final ImageKey IMAGE = image("a");
  private static final Instant LATER = NOON.plusSeconds(600);

  @TempDir Path folder;

  private final List<Job> queued = new ArrayList<>();
  private SqliteStore store;
  private ImageStore images;
  private ScanWish wish;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder, NOON);
    images = store.images();
    wish = AdmissionWiring.wish(queue(), () -> "7", images, InstantSource.fixed(LATER));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anImageThatAClusterAsksForIsScannedAsIfItHadJustBeenPushed() {
    wish.wish(IMAGE);

    assertThat(queued)
        .containsExactly(
            new Job(
                "scan",
                IMAGE.registry(),
                IMAGE.repository(),
                new ManifestKey.ByDigest(IMAGE.digest()),
                "7",
                Priority.PUSH,
                ""));
  }

  @Test
  void theTimeOfGraceOfAnImageThatNobodyToldOfBeginsWithTheFirstQuestion() {
    wish.wish(IMAGE);

    assertThat(images.find(IMAGE).orElseThrow().pushedAt()).isEqualTo(LATER);
  }

  @Test
  void ofAnImageThatWasPushedItStaysAsItIs() {
    images.seen(IMAGE, NOON);

    wish.wish(IMAGE);

    assertThat(images.find(IMAGE).orElseThrow().pushedAt()).isEqualTo(NOON);
  }

  private JobQueue queue() {
    return new JobQueue() {
      @Override
      public int enqueueAll(List<Job> jobs) {
        queued.addAll(jobs);
        return jobs.size();
      }

      @Override
      public boolean enqueueLater(Job job, Instant due) {
        throw new UnsupportedOperationException();
      }

      @Override
      public int dropAll(String registry, RepositoryName repository, ManifestKey reference) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
