/** Programs that Cargo installed. */
@NullMarked
package io.registrysidecar.inventory.cargo;

import org.jspecify.annotations.NullMarked;
