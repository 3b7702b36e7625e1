/** Packages that opam installed. */
@NullMarked
package io.registrysidecar.inventory.opam;

import org.jspecify.annotations.NullMarked;
