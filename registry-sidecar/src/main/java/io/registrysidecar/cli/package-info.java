/** The commands. */
@NullMarked
package io.registrysidecar.cli;

import org.jspecify.annotations.NullMarked;
