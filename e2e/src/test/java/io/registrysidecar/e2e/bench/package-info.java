/** Measurements of the running service; {@code e2e/bench} starts them. */
@NullMarked
package io.registrysidecar.e2e.bench;

import org.jspecify.annotations.NullMarked;
