/**
 * Reads advisories as their publishers hand them out: OSV records in directories, archives and line
 * files; nothing in them is trusted.
 */
@NullMarked
package io.registrysidecar.advisory.feed;

import org.jspecify.annotations.NullMarked;
