/** HTTP: REST, events in, admission, metrics, health. */
@NullMarked
package io.registrysidecar.api;

import org.jspecify.annotations.NullMarked;
