/**
 * Reads advisories as their publishers hand them out: OSV records in directories, archives and line
 * files, Alpine's security databases, the updates of rpm repositories; nothing in them is trusted.
 */
@NullMarked
package io.registrysidecar.advisory.feed;

import org.jspecify.annotations.NullMarked;
