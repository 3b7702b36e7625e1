/** An embedded registry and a vulnerable image, to see the whole loop on one machine. */
@NullMarked
package io.registrysidecar.demo;

import org.jspecify.annotations.NullMarked;
