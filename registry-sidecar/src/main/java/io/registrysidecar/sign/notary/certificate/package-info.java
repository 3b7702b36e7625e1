/**
 * Certificates as the Notary Project wants them: which keys, which chains, whether revoked, and
 * what a time-stamping authority attests.
 */
@NullMarked
package io.registrysidecar.sign.notary.certificate;

import org.jspecify.annotations.NullMarked;
