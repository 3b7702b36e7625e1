package io.registrysidecar.intake;

import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.job.DurableJobs;
import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobSettings;
import io.registrysidecar.job.Outcome;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.StoredImage;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionCheckTest {

  private static final Job CHECK = DeletionCheck.job(image("a"), Priority.PUSH, "event");

  @TempDir Path directory;
  private SqliteStore store;
  private DurableJobs jobs;
  private final List<ImageKey> gone = new ArrayList<>();

  @BeforeEach
  void open() {
    store = SqliteStore.open(directory, NOON);
    jobs =
        new DurableJobs(
            store.jobs(),
            store.dataSource(),
            JobSettings.DEFAULT,
            () -> NOON,
            new SplittableRandom());
    store.images().seen(image("a"), NOON);
    jobs.enqueue(
        new Job("scan", "main", CHECK.repository(), CHECK.reference(), "g", Priority.PUSH, ""));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anImageThatIsGoneIsNotedAndItsJobsAreDropped() throws InterruptedException {
    assertThat(run(asked -> false)).isEqualTo(new Outcome.Done());

    assertThat(found().deletedAt()).isEqualTo(NOON);
    assertThat(store.jobs().counts(NOON).ready()).isZero();
    assertThat(gone).containsExactly(image("a"));
  }

  @Test
  void anImageOfWhichOnlyATagIsGoneStays() throws InterruptedException {
    assertThat(run(asked -> true)).isEqualTo(new Outcome.Done());

    assertThat(found().deletedAt()).isNull();
    assertThat(store.jobs().counts(NOON).ready()).isEqualTo(1);
  }

  @Test
  void anImageOfARepositoryThatIsGoneIsGone() throws InterruptedException {
    assertThat(run(failing(new RegistryFailure.NotFound("look", "NAME_UNKNOWN"))))
        .isEqualTo(new Outcome.Done());

    assertThat(found().deletedAt()).isEqualTo(NOON);
  }

  @Test
  void aRegistryThatCannotBeAskedIsAskedLater() throws InterruptedException {
    assertThat(run(failing(new RegistryFailure.RateLimited("look", Duration.ofMinutes(5)))))
        .isInstanceOfSatisfying(
            Outcome.RetryLater.class,
            later -> assertThat(later.notBefore()).isEqualTo(NOON.plus(Duration.ofMinutes(5))));
    assertThat(found().deletedAt()).isNull();
  }

  @Test
  void aRefusalIsNotTakenForAbsence() throws InterruptedException {
    assertThat(run(failing(new RegistryFailure.Denied("look", 403, "pull"))))
        .isInstanceOf(Outcome.GiveUp.class);
    assertThat(found().deletedAt()).isNull();
  }

  @Test
  void anInterruptedCheckIsGivenBack() {
    assertThatThrownBy(() -> run(failing(new RegistryFailure.Cancelled("look"))))
        .isInstanceOf(InterruptedException.class);
  }

  private Outcome run(ManifestPresence presence) throws InterruptedException {
    return new DeletionCheck(presence, store.images(), jobs, gone::add, () -> NOON).run(CHECK);
  }

  private static ManifestPresence failing(RegistryFailure failure) {
    return asked -> {
      throw new RegistryException(failure);
    };
  }

  private StoredImage found() {
    return store.images().find(image("a")).orElseThrow();
  }
}
