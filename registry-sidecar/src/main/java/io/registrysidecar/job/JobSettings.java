package io.registrysidecar.job;

import java.time.Duration;

/**
 * How the queue is worked off.
 *
 * @param workers how many jobs run at once
 * @param perRegistry how many of them at most on one registry
 * @param attempts how often a failing job is tried before it is given up
 * @param firstBackOff how long the first retry is put off; each further one twice as long
 * @param longestBackOff the most that a retry is put off
 * @param interruptions how often the process may end while a job runs, before the job is thought to
 *     be the cause and given up
 */
public record JobSettings(
    int workers,
    int perRegistry,
    int attempts,
    Duration firstBackOff,
    Duration longestBackOff,
    int interruptions,
    Duration grace) {

  /** Four at once; thirty attempts, which take about a day and a half. */
  public static final JobSettings DEFAULT =
      new JobSettings(
          4, 4, 30, Duration.ofSeconds(2), Duration.ofHours(2), 20, Duration.ofSeconds(20));

  /** Checks that work can be done at all. */
  public JobSettings {
    if (workers < 1 || perRegistry < 1 || attempts < 1 || interruptions < 1) {
      throw new IllegalArgumentException("workers, limits and attempts are at least 1");
    }
  }
}
