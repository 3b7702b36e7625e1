/** Installed Python distributions. */
@NullMarked
package io.registrysidecar.inventory.pypi;

import org.jspecify.annotations.NullMarked;
