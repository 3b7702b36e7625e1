/** Installed R packages. */
@NullMarked
package io.registrysidecar.inventory.cran;

import org.jspecify.annotations.NullMarked;
