package io.registrysidecar.sign.notary;

import java.util.List;

/**
 * What the bytes of an envelope say, with nothing yet verified.
 *
 * @param attributes what the protected headers say
 * @param content the payload
 * @param signed the bytes that the signature is of
 * @param signature the signature
 * @param chain the certificates in DER, leaf first
 * @param unsigned what the signature does not cover
 */
@SuppressWarnings("ArrayRecordComponent")
record ReadEnvelope(
    SignedAttributes attributes,
    byte[] content,
    byte[] signed,
    byte[] signature,
    List<byte[]> chain,
    Unsigned unsigned) {}
