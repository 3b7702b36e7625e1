/** Packages of Gentoo and its derivatives. */
@NullMarked
package io.registrysidecar.inventory.portage;

import org.jspecify.annotations.NullMarked;
