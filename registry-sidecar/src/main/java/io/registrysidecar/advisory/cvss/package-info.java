/** What a CVSS vector says in numbers: versions 2.0, 3.0, 3.1 and 4.0, in exact arithmetic. */
@NullMarked
package io.registrysidecar.advisory.cvss;

import org.jspecify.annotations.NullMarked;
