/**
 * The language in which tests speak of images: what is in their layers, and what is found there.
 */
@NullMarked
package io.registrysidecar.testing;

import org.jspecify.annotations.NullMarked;
