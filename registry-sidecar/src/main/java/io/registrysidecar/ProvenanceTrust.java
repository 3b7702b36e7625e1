package io.registrysidecar;

import io.registrysidecar.audit.Trust;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.dsse.Envelope;
import io.registrysidecar.sign.sigstore.Bundle;
import io.registrysidecar.verify.TrustedParties;
import io.registrysidecar.verify.TrustedParty;
import java.io.IOException;
import java.util.Optional;

/** Believes those who are trusted to say how images were built. */
final class ProvenanceTrust implements Trust {

  private final TrustedParty builders;

  private ProvenanceTrust(TrustedParty builders) {
    this.builders = builders;
  }

  /** Where nobody is trusted for it, no signature is looked at. */
  static Trust of(TrustedParties trust) {
    return trust.parties().stream()
        .filter(party -> party.role().equals(TrustedParties.BUILDER))
        .findFirst()
        .<Trust>map(ProvenanceTrust::new)
        .orElse(Trust.NOT_CHECKED);
  }

  @Override
  public Optional<Verification> of(byte[] content, Digest subject) {
    return Optional.of(
        isEnvelope(content)
            ? builders
                .sigstore()
                .attestation(Descriptor.of(Envelope.MEDIA_TYPE, content), content, subject)
                .verification()
            : builders
                .sigstore()
                .bundle(Descriptor.of(Bundle.MEDIA_TYPE, content), content, subject)
                .verification());
  }

  private static boolean isEnvelope(byte[] content) {
    try {
      return BoundedJson.read(content).has("payload");
    } catch (IOException _) {
      return false; // the verifier of bundles says what is wrong
    }
  }
}
