/**
 * Programs and shared libraries: what compilers leave in them about what they were built of, and
 * the versions that well-known ones carry.
 */
@NullMarked
package io.registrysidecar.inventory.program;

import org.jspecify.annotations.NullMarked;
