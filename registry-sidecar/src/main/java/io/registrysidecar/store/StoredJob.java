package io.registrysidecar.store;

import java.time.Instant;

/**
 * A job that is queued, running, or waiting to be tried again.
 *
 * @param id its identity in one line
 * @param job what was queued
 * @param running whether somebody works on it
 * @param due when it may run, or began to wait
 * @param attempts how often it failed so far
 * @param interruptions how often the process ended while it ran
 * @param reason why it was put off the last time, or empty
 * @param queuedAt when it was queued
 */
public record StoredJob(
    String id,
    NewJob job,
    boolean running,
    Instant due,
    int attempts,
    int interruptions,
    String reason,
    Instant queuedAt) {}
