/** Java archives, and the archives within them, by Maven coordinates. */
@NullMarked
package io.registrysidecar.inventory.maven;

import org.jspecify.annotations.NullMarked;
