/** Signed statements about an image: the DSSE envelope and the in-toto Statement inside it. */
@NullMarked
package io.registrysidecar.sign.dsse;

import org.jspecify.annotations.NullMarked;
