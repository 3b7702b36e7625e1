/** Tests of the pipeline. */
@NullMarked
package io.registrysidecar.scan;

import org.jspecify.annotations.NullMarked;
