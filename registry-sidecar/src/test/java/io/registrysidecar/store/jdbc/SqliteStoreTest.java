package io.registrysidecar.store.jdbc;

import static io.registrysidecar.store.Samples.NOON;

import io.registrysidecar.store.AuditContract;
import io.registrysidecar.store.ComponentContract;
import io.registrysidecar.store.HousekeepingContract;
import io.registrysidecar.store.ImageContract;
import io.registrysidecar.store.InboxContract;
import io.registrysidecar.store.JobContract;
import io.registrysidecar.store.JobStore;
import io.registrysidecar.store.LayerEvidenceContract;
import io.registrysidecar.store.PublicationContract;
import io.registrysidecar.store.ScanContract;
import io.registrysidecar.store.SightingContract;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.VexContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** A store in SQLite keeps all promises. */
class SqliteStoreTest {

  @Nested
  class OfTheInbox extends InboxContract {
    @Override
    protected Store open(Path directory) {
      return SqliteStore.open(directory, NOON);
    }
  }

  @Nested
  class OfLayerEvidence extends LayerEvidenceContract {
    @Override
    protected Store open(Path directory) {
      return SqliteStore.open(directory, NOON);
    }
  }

  @Nested
  class OfImages extends ImageContract {
    @Override
    protected Store open(Path directory) {
      return SqliteStore.open(directory, NOON);
    }
  }

  @Nested
  class OfComponents extends ComponentContract {
    @Override
    protected Store open(Path directory) {
      return SqliteStore.open(directory, NOON);
    }
  }

  @Nested
  class OfSightings extends SightingContract {
    @Override
    protected Store open(Path directory) {
      return SqliteStore.open(directory, NOON);
    }
  }

  @Nested
  class OfPublications extends PublicationContract {
    @Override
    protected Store open(Path directory) {
      return SqliteStore.open(directory, NOON);
    }
  }

  @Nested
  class OfTheAuditLog extends AuditContract {
    @Override
    protected Store open(Path directory) {
      return SqliteStore.open(directory, NOON);
    }
  }

  @Nested
  class OfStatements extends VexContract {
    @Override
    protected Store open(Path directory) {
      return SqliteStore.open(directory, NOON);
    }
  }

  @Nested
  class OfScans extends ScanContract {
    @Override
    protected Store open(Path directory) {
      return SqliteStore.open(directory, NOON);
    }
  }

  @Nested
  class OfHousekeeping extends HousekeepingContract {
    @Override
    protected Store open(Path directory) {
      return SqliteStore.open(directory, NOON);
    }
  }

  @Nested
  class OfJobs extends JobContract {
    @Override
    protected Store open(Path directory) {
      return SqliteStore.open(directory, NOON);
    }

    @Override
    protected JobStore.Lease take(String id) {
      return database()
          .write(
              "take",
              session ->
                  session.only(
                      """
                      UPDATE job SET picked = TRUE, version = version + 1 WHERE task_instance = ? AND picked = FALSE
                      RETURNING version
                      """,
                      row -> new JobStore.Lease(id, row.number("version")),
                      id));
    }

    @Override
    protected List<String> turns() {
      return database()
          .read(
              "turns",
              session ->
                  session.list(
                      "SELECT task_instance FROM job WHERE picked = FALSE ORDER BY priority DESC,"
                          + " virtual_time, sequence",
                      row -> row.text("task_instance")));
    }

    private Database database() {
      return ((SqliteStore) store).database();
    }
  }
}
