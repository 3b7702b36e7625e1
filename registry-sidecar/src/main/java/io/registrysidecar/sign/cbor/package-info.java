/**
 * CBOR (RFC 8949) as signature envelopes have it: bounded on the way in, deterministic on the way
 * out.
 */
@NullMarked
package io.registrysidecar.sign.cbor;

import org.jspecify.annotations.NullMarked;
