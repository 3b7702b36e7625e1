/** Tests of what a registry speaks. */
@NullMarked
package io.registrysidecar.oci;

import org.jspecify.annotations.NullMarked;
