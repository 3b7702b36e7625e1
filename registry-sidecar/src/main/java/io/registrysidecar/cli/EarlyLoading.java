package io.registrysidecar.cli;

import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.schema.ReportWriter;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.lang.invoke.MethodHandles;
import java.util.List;

/*
 * A scan of a small image takes about as long to start as to read: one thread reads arguments and configuration, and wires. What it comes to need later, and what only has to be
 * loaded, is loaded meanwhile by another. Who comes too early waits for it, as the JVM does for every class that another thread is initialising.
 */

/** Loads what every scan needs and what takes long to load, beside the start of the command. */
final class EarlyLoading {

  private static final List<Class<?>> SLOW = List.of(BoundedJson.class, ReportWriter.class);

  private EarlyLoading() {}

  /** Begins to load what the command needs that {@code arguments} ask for. */
  static void begin(String... arguments) {
    if (arguments.length > 0 && arguments[0].equals("scan")) {
      LogSettings.quiet(); // before anything asks for a logger
      boolean remembers = !List.of(arguments).contains("--no-cache");
      Thread.ofPlatform().daemon().name("early-loading").start(() -> load(remembers));
    }
  }

  private static void load(boolean remembers) {
    SLOW.forEach(EarlyLoading::initialise);
    if (remembers) {
      SqliteStore.loadLibrary();
    }
  }

  private static void initialise(Class<?> slow) {
    try {
      MethodHandles.lookup().ensureInitialized(slow);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
