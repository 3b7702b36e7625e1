/** Tests of HTTP as registries need it. */
@NullMarked
package io.registrysidecar.oci.client.http;

import org.jspecify.annotations.NullMarked;
