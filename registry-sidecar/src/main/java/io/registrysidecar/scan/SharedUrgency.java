package io.registrysidecar.scan;

import io.registrysidecar.job.Priority;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * How urgent work is that several wish and one does: as urgent as it is to whoever wishes it most.
 * So a push that waits for what a backfill has begun does not wait for a backfill.
 *
 * @param <K> names the work
 */
final class SharedUrgency<K> {

  private final ConcurrentMap<K, Wishes> works = new ConcurrentHashMap<>();

  /** One more wishes {@code key}, until it closes what it is given. */
  Wish join(K key, Urgency wish) {
    Wishes all =
        works.compute(
            key,
            (k, known) -> {
              Wishes wishes = known == null ? new Wishes(new CopyOnWriteArrayList<>()) : known;
              wishes.all.add(wish);
              return wishes;
            });
    return new Wish(key, wish, all);
  }

  private void leave(Wish wish) {
    works.computeIfPresent(
        wish.key,
        (k, wishes) -> {
          wishes.all.remove(wish.own);
          return wishes.all.isEmpty() ? null : wishes;
        });
  }

  /** Those of one work; unchanged under a new list when everybody has left and others come. */
  private record Wishes(List<Urgency> all) implements Urgency {
    @Override
    public Priority now() {
      return all.stream()
          .map(Urgency::now)
          .max(Comparator.naturalOrder())
          .orElse(Priority.BACKFILL);
    }
  }

  /** A place among those who wish the same. */
  final class Wish implements AutoCloseable {
    private final K key;
    private final Urgency own;
    private final Urgency shared;

    private Wish(K key, Urgency own, Urgency shared) {
      this.key = key;
      this.own = own;
      this.shared = shared;
    }

    /** How urgent it is to all of them together. */
    Urgency shared() {
      return shared;
    }

    @Override
    public void close() {
      leave(this);
    }
  }
}
