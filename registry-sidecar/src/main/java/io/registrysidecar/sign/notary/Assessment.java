package io.registrysidecar.sign.notary;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.sign.notary.certificate.CertificateRefused;
import io.registrysidecar.sign.notary.certificate.RevocationSource;
import io.registrysidecar.sign.notary.certificate.RevocationStatus;
import io.registrysidecar.sign.notary.certificate.Timestamp;
import io.registrysidecar.sign.notary.trust.Action;
import io.registrysidecar.sign.notary.trust.Check;
import io.registrysidecar.sign.notary.trust.MalformedName;
import io.registrysidecar.sign.notary.trust.StoreName;
import io.registrysidecar.sign.notary.trust.StoreType;
import io.registrysidecar.sign.notary.trust.TrustStatement;
import io.registrysidecar.sign.notary.trust.TrustStatement.TimestampRule;
import io.registrysidecar.sign.notary.trust.TrustStore;
import io.registrysidecar.sign.notary.trust.TrustStoreFailure;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One verification of an envelope whose integrity is known: authenticity, expiry, time, revocation,
 * and then whether it is about the artifact. The first check that fails and is enforced decides;
 * failures that are only logged become remarks.
 */
final class Assessment {

  private final TrustStatement statement;
  private final TrustStore store;
  private final RevocationSource revocation;
  private final Instant now;
  private final List<String> remarks = new ArrayList<>();

  Assessment(TrustStatement statement, TrustStore store, RevocationSource revocation, Instant now) {
    this.statement = statement;
    this.store = store;
    this.revocation = revocation;
    this.now = now;
  }

  Verification of(
      Envelope envelope, NotaryPayload payload, Descriptor target, Map<String, String> metadata) {
    String signer = envelope.chain().leaf().getSubjectX500Principal().getName();
    String plugin = envelope.verificationPlugin();
    if (plugin != null) {
      return new Verification.Untrusted(
          signer,
          "the signer wants the verification plug-in \"" + plugin + "\", which is not here");
    }
    for (Check check : Check.values()) {
      Action action = statement.level().of(check);
      Optional<String> problem =
          action == Action.SKIP ? Optional.empty() : problem(check, envelope);
      if (problem.isPresent() && action == Action.ENFORCE) {
        return check == Check.EXPIRY
            ? new Verification.Invalid(problem.get())
            : new Verification.Untrusted(signer, problem.get());
      }
      problem.ifPresent(each -> remarks.add(check.label() + ": " + each));
    }
    return payload
        .isNotOf(target)
        .or(() -> missing(metadata, payload))
        .<Verification>map(Verification.Invalid::new)
        .orElseGet(() -> new Verification.Trusted(signer, issuer(envelope), remarks));
  }

  private static String issuer(Envelope envelope) {
    return envelope.chain().leaf().getIssuerX500Principal().getName();
  }

  private Optional<String> problem(Check check, Envelope envelope) {
    return switch (check) {
      case INTEGRITY -> Optional.empty();
      case AUTHENTICITY -> unauthentic(envelope);
      case EXPIRY -> expired(envelope);
      case AUTHENTIC_TIMESTAMP -> notThen(envelope);
      case REVOCATION -> problem(RevocationStatus.of(envelope.chain(), revocation, now));
    };
  }

  private Optional<String> unauthentic(Envelope envelope) {
    StoreType type = envelope.scheme().store();
    try {
      Set<X509Certificate> trusted = certificates(type);
      if (trusted.isEmpty()) {
        return Optional.of(
            "the statement \"%s\" names no trust store of the type %s"
                .formatted(statement.name(), type.label()));
      }
      if (Collections.disjoint(trusted, envelope.chain().certificates())) {
        return Optional.of("no certificate of the signer is in " + statement.stores(type));
      }
      X509Certificate leaf = envelope.chain().leaf();
      return statement.trusts(leaf.getSubjectX500Principal())
          ? Optional.empty()
          : Optional.of(
              "the signer is none of the trusted identities of the statement \"%s\""
                  .formatted(statement.name()));
    } catch (TrustStoreFailure | MalformedName e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> expired(Envelope envelope) {
    Instant expiry = envelope.expiry();
    return expiry == null || now.isBefore(expiry)
        ? Optional.empty()
        : Optional.of("the signature expired at " + expiry);
  }

  private Optional<String> notThen(Envelope envelope) {
    if (envelope.scheme() == SigningScheme.X509_SIGNING_AUTHORITY) {
      return envelope.chain().notValid(envelope.signingTime(), envelope.signingTime());
    }
    Optional<String> notNow = envelope.chain().notValid(now, now);
    if (statement.stores(StoreType.TSA).isEmpty()) {
      return notNow.map(each ->
          "%s; a time stamp would not count, for the statement \"%s\" names no trust store of the type tsa"
              .formatted(each, statement.name()));
    }
    if (statement.timestamps() == TimestampRule.AFTER_CERT_EXPIRY && !isOver(envelope)) {
      return notNow;
    }
    try {
      Timestamp stamp = envelope.timestamp(certificates(StoreType.TSA));
      Optional<String> notValid = envelope.chain().notValid(stamp.earliest(), stamp.latest());
      return notValid.isPresent()
          ? notValid
          : problem(RevocationStatus.of(stamp.authority(), revocation, now))
              .map(each -> "the time stamp's " + each);
    } catch (CertificateRefused | TrustStoreFailure e) {
      return Optional.of(
          e.getMessage() + notNow.map(each -> ", and " + each).orElseGet(this::wantsAlways));
    }
  }

  /** Why certificates that are valid now are not enough. */
  private String wantsAlways() {
    return "; the statement \"%s\" wants one of every signature, for its verifyTimestamp is %s"
        .formatted(statement.name(), TimestampRule.ALWAYS.label());
  }

  private boolean isOver(Envelope envelope) {
    return envelope.chain().certificates().stream()
        .anyMatch(certificate -> now.isAfter(certificate.getNotAfter().toInstant()));
  }

  private static Optional<String> problem(RevocationStatus status) {
    return switch (status) {
      case RevocationStatus.Good() -> Optional.empty();
      case RevocationStatus.Revoked(String detail) -> Optional.of(detail);
      case RevocationStatus.Unknown(String detail) -> Optional.of(detail);
    };
  }

  private static Optional<String> missing(Map<String, String> metadata, NotaryPayload payload) {
    return metadata.entrySet().stream()
        .filter(each -> !each.getValue().equals(payload.metadata().get(each.getKey())))
        .findFirst()
        .map(each -> "the signer does not say " + each.getKey() + "=" + each.getValue());
  }

  private Set<X509Certificate> certificates(StoreType type) throws TrustStoreFailure {
    Set<X509Certificate> trusted = new HashSet<>();
    for (StoreName name : statement.stores(type)) {
      trusted.addAll(store.certificates(name));
    }
    return trusted;
  }
}
