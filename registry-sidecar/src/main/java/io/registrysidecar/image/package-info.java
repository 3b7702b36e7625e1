/**
 * Reads an image: its manifest tree; each layer streamed through digest check, decompression and
 * tar into files; whiteouts.
 */
@NullMarked
package io.registrysidecar.image;

import org.jspecify.annotations.NullMarked;
