package io.registrysidecar.scan;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;

/**
 * Work that several want at the same time is done once, and all get what came of it. Failures are
 * not shared: a layer that one repository does not give, another may. When whoever does the work
 * fails or is interrupted, one of those who wait tries next. Nothing is remembered once the work
 * has ended.
 *
 * @param <K> names the work
 * @param <V> what comes of it
 */
final class SingleFlight<K, V> {

  private final ConcurrentMap<K, CompletableFuture<Optional<V>>> flights =
      new ConcurrentHashMap<>();

  /** Does the work, or waits for whoever does it already. */
  <E extends Exception> V run(K key, Work<V, E> work) throws E, InterruptedException {
    while (true) {
      var mine = new CompletableFuture<Optional<V>>();
      CompletableFuture<Optional<V>> flying = flights.putIfAbsent(key, mine);
      if (flying == null) {
        return lead(key, mine, work);
      }
      Optional<V> value = result(flying);
      if (value.isPresent()) {
        return value.get();
      }
    }
  }

  private <E extends Exception> V lead(K key, CompletableFuture<Optional<V>> mine, Work<V, E> work)
      throws E, InterruptedException {
    Optional<V> result = Optional.empty();
    try {
      V value = work.run();
      result = Optional.of(value);
      return value;
    } finally {
      flights.remove(key, mine);
      mine.complete(result);
    }
  }

  private static <V> Optional<V> result(CompletableFuture<Optional<V>> flying)
      throws InterruptedException {
    try {
      return flying.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("unreachable: flights end with a value or with none", e);
    }
  }

  /** What is done once. */
  @FunctionalInterface
  interface Work<V, E extends Exception> {
    V run() throws E, InterruptedException;
  }
}
