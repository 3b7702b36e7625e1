/** Durable work: what is queued, leased, retried, dead. */
@NullMarked
package io.registrysidecar.job;

import org.jspecify.annotations.NullMarked;
