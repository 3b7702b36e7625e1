package io.registrysidecar.publish;

import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.sigstore.SigstoreVerifier;
import java.util.function.Supplier;

/**
 * With what results are signed, and by what ours are known again.
 *
 * @param format in which forms attestations are written
 * @param attestations the key of attestations that is current now
 * @param own trusts the keys of attestations of this installation, current and earlier, and nobody
 *     else's
 * @param notary makes signatures of plain artifacts and knows its own again
 */
public record ResultSigning(
    SigningFormat format,
    Supplier<Signer> attestations,
    SigstoreVerifier own,
    ArtifactSigning notary) {}
