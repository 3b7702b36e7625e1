/** Go programs, by the build information that the compiler leaves in them. */
@NullMarked
package io.registrysidecar.inventory.golang;

import org.jspecify.annotations.NullMarked;
