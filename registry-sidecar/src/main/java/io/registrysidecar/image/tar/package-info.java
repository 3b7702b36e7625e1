/** Reads tar: POSIX ustar and pax, GNU long names, big numbers and sparse files, and V7. */
@NullMarked
package io.registrysidecar.image.tar;

import org.jspecify.annotations.NullMarked;
