/** HTTP: REST, events in, metrics, health. */
@NullMarked
package io.registrysidecar.api;

import org.jspecify.annotations.NullMarked;
