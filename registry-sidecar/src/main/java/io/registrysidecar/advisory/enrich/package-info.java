/** How long distributions and runtimes are looked after. */
@NullMarked
package io.registrysidecar.advisory.enrich;

import org.jspecify.annotations.NullMarked;
