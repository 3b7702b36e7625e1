/**
 * What clusters ask before they run an image: their questions read, which images may run decided,
 * their answers written.
 */
@NullMarked
package io.registrysidecar.admission;

import org.jspecify.annotations.NullMarked;
