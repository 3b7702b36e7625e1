/**
 * What is known to be wrong: import of advisories, the database file, the matcher, what others say
 * of it, severities and ends of life.
 */
@NullMarked
package io.registrysidecar.advisory;

import org.jspecify.annotations.NullMarked;
