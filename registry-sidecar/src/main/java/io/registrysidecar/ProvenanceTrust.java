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
import java.util.function.Supplier;

/**
 * Believes those who are trusted to say how images were built, and of signatures of images those
 * who are trusted for releases; each time those of that time. While it is not known who that is, no
 * signature is looked at: what is signed counts as claimed. Safe for use by several threads.
 */
final class ProvenanceTrust implements Trust {

  private static final String BUNDLES = "application/vnd.dev.sigstore.bundle";

  private final Supplier<WatchedTrust.State> trust;

  /** Where nobody is trusted for something, no signature that says it is looked at. */
  ProvenanceTrust(Supplier<WatchedTrust.State> trust) {
    this.trust = trust;
  }

  @Override
  public Optional<Verification> ofStatement(byte[] content, Digest subject) {
    return party(TrustedParties.BUILDER)
        .map(party ->
            isEnvelope(content)
                ? party
                    .sigstore()
                    .attestation(Descriptor.of(Envelope.MEDIA_TYPE, content), content, subject)
                    .verification()
                : party
                    .sigstore()
                    .bundle(Descriptor.of(Bundle.MEDIA_TYPE, content), content, subject)
                    .verification());
  }

  @Override
  public Optional<Verification> ofImage(Descriptor layer, byte[] content, Digest subject) {
    return party(TrustedParties.RELEASE)
        .map(party ->
            layer.mediaType().startsWith(BUNDLES)
                ? party.sigstore().bundle(layer, content, subject).verification()
                : layer.mediaType().equals(Envelope.MEDIA_TYPE)
                    ? party.sigstore().attestation(layer, content, subject).verification()
                    : party.sigstore().signature(layer, content, subject));
  }

  private Optional<TrustedParty> party(String role) {
    return switch (trust.get()) {
      case WatchedTrust.State.Known(var known, _) ->
          known.parties().stream().filter(party -> party.role().equals(role)).findFirst();
      case WatchedTrust.State.Unusable _ -> Optional.empty();
    };
  }

  private static boolean isEnvelope(byte[] content) {
    try {
      return BoundedJson.read(content).has("payload");
    } catch (IOException _) {
      return false; // the verifier of bundles says what is wrong
    }
  }
}
