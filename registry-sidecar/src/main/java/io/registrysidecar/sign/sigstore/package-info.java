/**
 * What cosign and its kin write and read: sigstore bundles, legacy signatures and attestations;
 * trust by configured keys, or by certificates and logs that a trusted root names.
 */
@NullMarked
package io.registrysidecar.sign.sigstore;

import org.jspecify.annotations.NullMarked;
