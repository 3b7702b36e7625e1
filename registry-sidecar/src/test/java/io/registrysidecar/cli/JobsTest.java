package io.registrysidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.JobFilter;
import io.registrysidecar.store.NewJob;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {

  private static final String JOB = "scan/main/team/app:1.0#1";

  @TempDir Path home;

  @Test
  void whatIsQueuedIsListedAndCounted() {
    queue();

    CliRun run = CliRun.of(home, "jobs", "list");

    assertThat(run.status()).isZero();
    assertThat(run.out().strip()).isEqualTo("ready    " + JOB);
    assertThat(run.err()).contains("1 ready, 0 waiting to be tried again, 0 running, 0 given up");
    assertThat(CliRun.of(home, "jobs", "list", "--dead").out()).isEmpty();
  }

  @Test
  void aJobIsDroppedByItsName() {
    queue();

    CliRun run = CliRun.of(home, "jobs", "drop", JOB);

    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("1 dropped");
    try (Store store = SqliteStore.open(home.resolve("state"), Instant.now())) {
      assertThat(store.jobs().list(JobFilter.ALL, PageRequest.first(10)).items()).isEmpty();
    }
  }

  private void queue() {
    try (Store store = SqliteStore.open(home.resolve("state"), Instant.now())) {
      store
          .jobs()
          .enqueue(
              List.of(
                  new NewJob("scan", "main", new RepositoryName("team/app"), "1.0", "1", 1, "")),
              Instant.now());
    }
  }
}
