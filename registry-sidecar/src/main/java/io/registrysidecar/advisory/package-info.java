/** What is known to be wrong: feeds, the database file, the matcher and severities. */
@NullMarked
package io.registrysidecar.advisory;

import org.jspecify.annotations.NullMarked;
