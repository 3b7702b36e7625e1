/** The contract with those who read what the sidecar writes into a registry: how it is kept. */
@NullMarked
package io.registrysidecar.schema;

import org.jspecify.annotations.NullMarked;
