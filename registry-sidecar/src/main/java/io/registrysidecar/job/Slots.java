package io.registrysidecar.job;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What runs right now, within the limits: so many jobs at once, so many of them on one registry.
 */
final class Slots {

  private final int all;
  private final int perRegistry;
  private final Set<String> running = new HashSet<>();
  private final Map<String, Integer> perName = new HashMap<>();

  Slots(int all, int perRegistry) {
    this.all = all;
    this.perRegistry = perRegistry;
  }

  /** Takes a place for a job; false when its registry has none left. */
  synchronized boolean take(String id, String registry) {
    if (perName.getOrDefault(registry, 0) >= perRegistry || !running.add(id)) {
      return false;
    }
    perName.merge(registry, 1, Integer::sum);
    return true;
  }

  /** Gives the place back. */
  synchronized void give(String id, String registry) {
    running.remove(id);
    perName.computeIfPresent(registry, (name, taken) -> taken == 1 ? null : taken - 1);
  }

  /** How many more jobs may run. */
  synchronized int free() {
    return Math.max(0, all - running.size());
  }

  /** Registries that may not have another job now. */
  synchronized Set<String> full() {
    return perName.entrySet().stream()
        .filter(entry -> entry.getValue() >= perRegistry)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether this process works on the job. */
  synchronized boolean isRunning(String id) {
    return running.contains(id);
  }
}
