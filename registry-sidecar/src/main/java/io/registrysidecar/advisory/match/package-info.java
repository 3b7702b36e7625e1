/** Which advisories a component matches, and where nobody could tell. */
@NullMarked
package io.registrysidecar.advisory.match;

import org.jspecify.annotations.NullMarked;
