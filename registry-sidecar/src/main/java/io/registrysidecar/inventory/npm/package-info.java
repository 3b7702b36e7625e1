/** Installed Node.js packages. */
@NullMarked
package io.registrysidecar.inventory.npm;

import org.jspecify.annotations.NullMarked;
