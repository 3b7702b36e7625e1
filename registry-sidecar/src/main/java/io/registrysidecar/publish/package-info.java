/**
 * Writes the result back: which artifacts, superseding which; the per-subject lock;
 * verify-after-write; and reads back what a registry says.
 */
@NullMarked
package io.registrysidecar.publish;

import org.jspecify.annotations.NullMarked;
