package io.registrysidecar;

import io.registrysidecar.api.HealthCheck;
import io.registrysidecar.file.FileProblem;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** Looks whether the state can be read, and whether there is room for what comes. */
final class StateCheck implements HealthCheck {

  private static final String NAME = "state";
  private static final long ROOM_BYTES = 16L << 20;

  private final Store store;
  private final Path directory;
  private final InstantSource clock;

  StateCheck(Store store, Path directory, InstantSource clock) {
    this.store = store;
    this.directory = directory;
    this.clock = clock;
  }

  @Override
  public Result check() {
    try {
      long dead = store.jobs().counts(clock.instant()).dead();
      long room = Files.getFileStore(directory).getUsableSpace();
      if (room < ROOM_BYTES) {
        return new Result(
            NAME, State.DOWN, "the disk that holds " + directory + " is full; free some space");
      }
      return dead == 0
          ? new Result(NAME, State.UP, directory.toString())
          : new Result(
              NAME,
              State.DEGRADED,
              dead + " jobs were given up; see them with registry-sidecar jobs list --dead");
    } catch (StoreException e) {
      return new Result(NAME, State.DOWN, e.failure().message());
    } catch (IOException e) {
      return new Result(NAME, State.DOWN, "look at " + directory + ": " + FileProblem.reason(e));
    }
  }
}
