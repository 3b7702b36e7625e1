/** Haskell packages in the databases of GHC. */
@NullMarked
package io.registrysidecar.inventory.haskell;

import org.jspecify.annotations.NullMarked;
