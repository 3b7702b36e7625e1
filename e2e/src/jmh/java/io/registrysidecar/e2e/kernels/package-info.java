/**
 * What a scan spends its time in, piece by piece, under JMH. Compiled and run by {@code e2e/bench
 * kernels}.
 */
@NullMarked
package io.registrysidecar.e2e.kernels;

import org.jspecify.annotations.NullMarked;
