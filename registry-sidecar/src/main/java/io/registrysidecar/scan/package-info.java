/** The pipeline: the states of one scan, and the runner that persists each transition. */
@NullMarked
package io.registrysidecar.scan;

import org.jspecify.annotations.NullMarked;
