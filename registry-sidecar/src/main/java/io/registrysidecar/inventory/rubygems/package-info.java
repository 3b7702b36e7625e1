/** Installed Ruby gems. */
@NullMarked
package io.registrysidecar.inventory.rubygems;

import org.jspecify.annotations.NullMarked;
