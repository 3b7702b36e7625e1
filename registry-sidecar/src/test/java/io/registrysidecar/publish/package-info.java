/** Tests of writing results back and reading them. */
@NullMarked
package io.registrysidecar.publish;

import org.jspecify.annotations.NullMarked;
