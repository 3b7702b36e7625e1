/**
 * Reads an image: its manifest tree; each layer streamed through digest check, decompression and
 * tar into file events; whiteouts.
 */
@NullMarked
package io.registrysidecar.image;

import org.jspecify.annotations.NullMarked;
