package io.registrysidecar.store;

import java.time.Instant;

/**
 * A job that was given up.
 *
 * @param id its identity in one line
 * @param job what was queued
 * @param attempts how often it was tried
 * @param reason why it was given up
 * @param queuedAt when it was queued
 * @param diedAt when it was given up
 */
public record DeadJob(
    String id, NewJob job, int attempts, String reason, Instant queuedAt, Instant diedAt) {}
