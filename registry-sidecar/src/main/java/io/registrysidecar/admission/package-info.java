/** What clusters ask before they run an image: their questions read, their answers written. */
@NullMarked
package io.registrysidecar.admission;

import org.jspecify.annotations.NullMarked;
