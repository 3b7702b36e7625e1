/**
 * HTTP as registries need it: streamed bodies, own redirects, vetted addresses; knows nothing of
 * registries.
 */
@NullMarked
package io.registrysidecar.oci.client.http;

import org.jspecify.annotations.NullMarked;
