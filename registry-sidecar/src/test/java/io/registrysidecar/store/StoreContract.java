package io.registrysidecar.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fresh store for each test. */
public abstract class StoreContract {

  @TempDir Path directory;

  /** The store under test. */
  protected Store store;

  /** Nothing to be given. */
  @SuppressWarnings("NullAway.Init")
  protected StoreContract() {}

  /** Opens the store that lives in {@code directory}; the second time it is the same one. */
  protected abstract Store open(Path directory);

  @BeforeEach
  void openTheStore() {
    store = open(directory);
  }

  @AfterEach
  void closeTheStore() {
    store.close();
  }

  /** As after a restart. */
  protected void reopen() {
    store.close();
    store = open(directory);
  }
}
