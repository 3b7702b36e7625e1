/** One typed configuration from file, environment and flags, every default documented. */
@NullMarked
package io.registrysidecar.config;

import org.jspecify.annotations.NullMarked;
