/** Tests of how a registry is convinced to answer. */
@NullMarked
package io.registrysidecar.oci.client.auth;

import org.jspecify.annotations.NullMarked;
