/** Layers that bring a table of their contents, so that single files can be fetched from them. */
@NullMarked
package io.registrysidecar.image.partial;

import org.jspecify.annotations.NullMarked;
