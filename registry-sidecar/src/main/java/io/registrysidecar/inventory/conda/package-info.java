/** Packages that conda and its relatives installed. */
@NullMarked
package io.registrysidecar.inventory.conda;

import org.jspecify.annotations.NullMarked;
