/** Linux kernels. */
@NullMarked
package io.registrysidecar.inventory.kernel;

import org.jspecify.annotations.NullMarked;
