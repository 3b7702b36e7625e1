/** Tests of the embedded registry. */
@NullMarked
package io.registrysidecar.demo;

import org.jspecify.annotations.NullMarked;
