/** Packages of Debian and its derivatives. */
@NullMarked
package io.registrysidecar.inventory.dpkg;

import org.jspecify.annotations.NullMarked;
