/** Real registries, real clients and real sidecar processes, started and stopped by tests. */
@NullMarked
package io.registrysidecar.e2e.harness;

import org.jspecify.annotations.NullMarked;
