/** The version order of each ecosystem, one class each. */
@NullMarked
package io.registrysidecar.version;

import org.jspecify.annotations.NullMarked;
