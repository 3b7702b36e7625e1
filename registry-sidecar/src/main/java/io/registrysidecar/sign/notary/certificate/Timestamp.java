package io.registrysidecar.sign.notary.certificate;

import java.time.Instant;

/**
 * What a time-stamping authority attests: that a signature existed at some moment between the two.
 *
 * @param earliest the first moment, the stated time less its accuracy
 * @param latest the last moment
 * @param authority the authority's certificates
 */
public record Timestamp(Instant earliest, Instant latest, CertificateChain authority) {}
