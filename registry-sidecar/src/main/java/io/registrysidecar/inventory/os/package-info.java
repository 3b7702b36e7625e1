/** Which distribution an image is: os-release and the files that correct it. */
@NullMarked
package io.registrysidecar.inventory.os;

import org.jspecify.annotations.NullMarked;
