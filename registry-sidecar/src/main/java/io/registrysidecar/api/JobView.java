package io.registrysidecar.api;

import io.registrysidecar.store.DeadJob;
import io.registrysidecar.store.NewJob;
import io.registrysidecar.store.StoredJob;
import org.jspecify.annotations.Nullable;

/**
 * A job as the API shows it.
 *
 * @param id what names it
 * @param kind which work
 * @param registry the registry's configured name
 * @param repository the repository
 * @param reference the tag or digest that it is about
 * @param state {@code queued}, {@code running} or {@code dead}
 * @param attempts how often it failed
 * @param reason why it was put off or given up, or empty
 * @param queuedAt when it was queued
 * @param due when it is to run; null when it is dead
 * @param diedAt when it was given up, or null
 */
record JobView(
    String id,
    String kind,
    String registry,
    String repository,
    String reference,
    String state,
    int attempts,
    String reason,
    String queuedAt,
    @Nullable String due,
    @Nullable String diedAt) {

  static JobView of(StoredJob job) {
    return of(
        job.id(),
        job.job(),
        job.running() ? "running" : "queued",
        job.attempts(),
        job.reason(),
        job.queuedAt().toString(),
        job.due().toString(),
        null);
  }

  static JobView of(DeadJob job) {
    return of(
        job.id(),
        job.job(),
        "dead",
        job.attempts(),
        job.reason(),
        job.queuedAt().toString(),
        null,
        job.diedAt().toString());
  }

  private static JobView of(
      String id,
      NewJob job,
      String state,
      int attempts,
      String reason,
      String queuedAt,
      @Nullable String due,
      @Nullable String diedAt) {
    return new JobView(
        id,
        job.kind(),
        job.registry(),
        job.repository().value(),
        job.reference(),
        state,
        attempts,
        reason,
        queuedAt,
        due,
        diedAt);
  }
}
