/** Packages of Arch Linux and its derivatives. */
@NullMarked
package io.registrysidecar.inventory.pacman;

import org.jspecify.annotations.NullMarked;
