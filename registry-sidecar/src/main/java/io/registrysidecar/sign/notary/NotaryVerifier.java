package io.registrysidecar.sign.notary;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.notary.certificate.RevocationSource;
import io.registrysidecar.sign.notary.trust.TrustPolicy;
import io.registrysidecar.sign.notary.trust.TrustStatement;
import io.registrysidecar.sign.notary.trust.TrustStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies signatures by a trust policy (Notary Project, trust store and trust policy
 * specification, signature verification). Safe for use by several threads when store and source
 * are.
 *
 * <p>Where the policy skips verification nothing is trusted: whoever wants to let such artifacts
 * pass asks {@link TrustPolicy#of} and decides so himself.
 */
public final class NotaryVerifier {

  private final TrustPolicy policy;
  private final TrustStore store;
  private final RevocationSource revocation;

  /** Verifies by these. */
  public NotaryVerifier(TrustPolicy policy, TrustStore store, RevocationSource revocation) {
    this.policy = policy;
    this.store = store;
    this.revocation = revocation;
  }

  /**
   * Verifies one signature of an artifact.
   *
   * @param envelope the bytes of the layer
   * @param mediaType the media type of the layer
   * @param target the artifact's manifest, as it was resolved
   * @param repository where the artifact is: {@code host[:port]/path}
   * @param metadata what the signer must say of the artifact; may be empty
   * @param now the time of verification
   */
  public Verification verify(
      byte[] envelope,
      String mediaType,
      Descriptor target,
      String repository,
      Map<String, String> metadata,
      Instant now) {
    return judge(envelope, mediaType, target, repository, metadata, now).verification();
  }

  /** The same, with what the signer says of the artifact. */
  public NotaryVerdict judge(
      byte[] envelope,
      String mediaType,
      Descriptor target,
      String repository,
      Map<String, String> metadata,
      Instant now) {
    TrustStatement statement = policy.of(repository).orElse(null);
    if (statement == null) {
      return rejected(
          new Verification.Untrusted(
              "",
              "the trust policy has no statement for " + repository + "; nothing was verified"));
    }
    if (statement.level().skips()) {
      return rejected(
          new Verification.Untrusted(
              "",
              "the statement \"%s\" of the trust policy skips verification; nothing was verified"
                  .formatted(statement.name())));
    }
    Optional<EnvelopeType> type = EnvelopeType.of(mediaType);
    if (type.isEmpty()) {
      return rejected(
          new Verification.Invalid("an envelope is not of the type \"" + mediaType + "\""));
    }
    try {
      Envelope read = Envelope.read(type.get(), envelope);
      NotaryPayload payload = NotaryPayload.of(read);
      Verification said =
          new Assessment(statement, store, revocation, now).of(read, payload, target, metadata);
      return said instanceof Verification.Trusted
          ? new NotaryVerdict(said, payload.metadata())
          : rejected(said);
    } catch (MalformedEnvelope e) {
      return rejected(new Verification.Invalid(String.valueOf(e.getMessage())));
    }
  }

  private static NotaryVerdict rejected(Verification said) {
    return new NotaryVerdict(said, Map.of());
  }
}
