/**
 * The distribution client: transport, authentication, redirects, retry, referrers and their tag
 * fallback.
 */
@NullMarked
package io.registrysidecar.oci.client;

import org.jspecify.annotations.NullMarked;
