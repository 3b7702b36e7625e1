/** Installed Julia packages. */
@NullMarked
package io.registrysidecar.inventory.julia;

import org.jspecify.annotations.NullMarked;
