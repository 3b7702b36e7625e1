/** Tests of the distribution client against a registry that misbehaves on demand. */
@NullMarked
package io.registrysidecar.oci.client;

import org.jspecify.annotations.NullMarked;
