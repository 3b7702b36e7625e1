/** Turns the compressed bytes of a layer into plain bytes, a window at a time. */
@NullMarked
package io.registrysidecar.image.inflate;

import org.jspecify.annotations.NullMarked;
