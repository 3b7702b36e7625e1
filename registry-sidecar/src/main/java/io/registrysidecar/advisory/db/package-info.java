/**
 * The advisory database: one immutable file that an import writes and the matcher looks things up
 * in.
 */
@NullMarked
package io.registrysidecar.advisory.db;

import org.jspecify.annotations.NullMarked;
