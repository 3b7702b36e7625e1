/** C and C++ packages that Conan installed. */
@NullMarked
package io.registrysidecar.inventory.conan;

import org.jspecify.annotations.NullMarked;
