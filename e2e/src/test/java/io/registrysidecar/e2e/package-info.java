/** The product against real registries and real clients. */
@NullMarked
package io.registrysidecar.e2e;

import org.jspecify.annotations.NullMarked;
