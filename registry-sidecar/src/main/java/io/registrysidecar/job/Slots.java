package io.registrysidecar.job;

import java.util.HashMap;
import java.util.Map;

/**
 * How many jobs run right now, within the limits: so many at once, so many of them on one registry.
 * Of each, the last place is for a push alone (unless it is the only one): however long others
 * take, a push does not wait for them.
 */
final class Slots {

  private final int all;
  private final int perRegistry;
  private final Map<String, Integer> perName = new HashMap<>();
  private int running;

  Slots(int all, int perRegistry) {
    this.all = all;
    this.perRegistry = perRegistry;
  }

  /** Takes a place for a job; false when there is none for its like. */
  synchronized boolean take(String registry, Priority priority) {
    int taken = perName.getOrDefault(registry, 0);
    if (!isRoom(all, running, priority) || !isRoom(perRegistry, taken, priority)) {
      return false;
    }
    running++;
    perName.merge(registry, 1, Integer::sum);
    return true;
  }

  /** Gives the place back. */
  synchronized void give(String registry) {
    running--;
    perName.computeIfPresent(registry, (name, taken) -> taken == 1 ? null : taken - 1);
  }

  /** How many more jobs may run. */
  synchronized int free() {
    return Math.max(0, all - running);
  }

  /** How many more may run that are not pushes. */
  synchronized int shared() {
    return Math.max(0, all > 1 ? all - 1 - running : all - running);
  }

  /** Registries for which less is admitted than everything. */
  synchronized Map<String, Admission> exceptions() {
    Map<String, Admission> exceptions = new HashMap<>();
    perName.forEach((name, taken) -> {
      Admission admission = Admission.of(perRegistry, taken);
      if (admission != Admission.ALL) {
        exceptions.put(name, admission);
      }
    });
    return exceptions;
  }

  private static boolean isRoom(int limit, int taken, Priority priority) {
    return switch (Admission.of(limit, taken)) {
      case ALL -> true;
      case PUSHES -> priority == Priority.PUSH;
      case NONE -> false;
    };
  }

  /** Whose jobs may run. */
  enum Admission {
    ALL,
    PUSHES,
    NONE;

    private static Admission of(int limit, int taken) {
      if (taken >= limit) {
        return NONE;
      }
      return limit > 1 && taken == limit - 1 ? PUSHES : ALL;
    }
  }
}
