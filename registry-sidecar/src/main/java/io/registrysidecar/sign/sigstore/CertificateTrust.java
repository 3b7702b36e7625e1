package io.registrysidecar.sign.sigstore;

import io.registrysidecar.sign.Verification;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Trust in short-lived certificates ("keyless"), without any network.
 *
 * <p>A certificate lives for minutes, so everything hangs on when the signature was made. That is
 * taken from signed statements only: a trusted log's promise, or a trusted timestamp authority. At
 * each of those times the certificate, its whole chain, the authority and a log that holds the
 * signature must have been valid; a certificate log must have promised to publish it; and only then
 * does it matter whether the name in the certificate is one that the configuration trusts.
 */
record CertificateTrust(
    TrustedRoot root, List<IdentityRule> rules, LogVerifier logs, InstantSource clock) {

  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

  CertificateTrust {
    rules = List.copyOf(rules);
  }

  Verification.Trusted check(Evidence evidence, X509Certificate leaf) throws Rejected {
    Identity identity = identity(leaf);
    String signer = Brief.of(identity.toString());
    LogFindings logged = logs.verify(evidence, leaf.getPublicKey());
    if (logged.logs().isEmpty()) {
      throw Rejected.untrusted(signer, "no trusted log holds the signature");
    }
    Set<Instant> times = new TreeSet<>(logged.times());
    List<String> remarks = new ArrayList<>();
    times.addAll(stamped(evidence, remarks));
    if (times.isEmpty()) {
      throw Rejected.untrusted(
          signer,
          "no trusted log or authority says when the signature was made"
              + (remarks.isEmpty()
                  ? "; its certificate counted from %s to %s only"
                      .formatted(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant())
                  : ": " + String.join("; ", remarks)));
    }
    if (logged.logs().stream().noneMatch(log -> countedAt(log, times))) {
      throw Rejected.untrusted(
          signer, "the log that holds the signature did not count at " + times);
    }
    checkCertificate(leaf, times, signer);
    if (!evidence.signed().isBy(leaf.getPublicKey())) {
      throw Rejected.invalid("the signature is not one by the key of the certificate");
    }
    if (rules.stream().noneMatch(rule -> rule.covers(identity))) {
      throw Rejected.untrusted(signer, "the configuration does not trust this identity");
    }
    return new Verification.Trusted(signer, Brief.of(identity.issuer()), remarks);
  }

  /** A log that has ended may have lost its key since. */
  private static boolean countedAt(TransparencyLog log, Set<Instant> times) {
    return times.stream().allMatch(log.validity()::contains);
  }

  private static Identity identity(X509Certificate leaf) throws Rejected {
    try {
      return Identity.of(leaf);
    } catch (MalformedDocument e) {
      throw Rejected.invalid(e.reason());
    }
  }

  /** Times that trusted authorities attest; those of others are remarked and count nothing. */
  private List<Instant> stamped(Evidence evidence, List<String> remarks) throws Rejected {
    List<Instant> times = new ArrayList<>();
    for (byte[] response : evidence.timestamps()) {
      try {
        Instant time =
            SignedTimestamp.parse(response)
                .verify(evidence.signed().signature(), root.timestampAuthorities());
        if (time.isAfter(clock.instant().plus(LogVerifier.SKEW))) {
          throw Rejected.invalid("the timestamp is of " + time + ", in the future");
        }
        times.add(time);
      } catch (MalformedDocument e) {
        throw Rejected.invalid(e.reason());
      } catch (Rejected e) {
        if (e.verdict() instanceof Verification.Invalid) {
          throw e;
        }
        remarks.add(e.verdict().detail());
      }
    }
    return times;
  }

  private void checkCertificate(X509Certificate leaf, Set<Instant> times, String signer)
      throws Rejected {
    checkUse(leaf);
    if (root.certificateAuthorities().isEmpty()) {
      throw Rejected.untrusted(signer, "the trusted root names no certificate authority");
    }
    List<String> reasons = new ArrayList<>();
    boolean chained = false;
    for (Authority authority : root.certificateAuthorities()) {
      try {
        for (Instant time : times) {
          validate(leaf, authority, time);
        }
        chained = true;
        if (isPromised(leaf, authority.chain().getFirst())) {
          return;
        }
      } catch (GeneralSecurityException e) {
        // Not by this authority; if by no other one either, why not is said below.
        reasons.add(authority.name() + ": " + e.getMessage());
      }
    }
    throw Rejected.untrusted(
        signer,
        chained
            ? "no trusted certificate log promised to publish the certificate"
            : "no authority of the trusted root issued a certificate that was valid at "
                + times
                + " ("
                + String.join("; ", reasons)
                + ")");
  }

  private static void checkUse(X509Certificate leaf) throws Rejected {
    try {
      List<String> uses = leaf.getExtendedKeyUsage();
      boolean[] usage = leaf.getKeyUsage();
      boolean signs = usage != null && usage[0] && leaf.getBasicConstraints() < 0;
      if (uses == null || !uses.contains(CODE_SIGNING) || !signs) {
        throw Rejected.invalid("the certificate is not one for signing code");
      }
    } catch (CertificateParsingException e) {
      throw Rejected.invalid("the extended key usage of the certificate cannot be read");
    }
  }

  private static void validate(X509Certificate leaf, Authority authority, Instant time)
      throws GeneralSecurityException {
    if (!authority.validity().contains(time)) {
      throw new GeneralSecurityException("it did not count at " + time);
    }
    List<X509Certificate> path = new ArrayList<>();
    path.add(leaf);
    path.addAll(authority.chain());
    Certificates.validate(path, time);
  }

  private boolean isPromised(X509Certificate leaf, X509Certificate issuer) {
    try {
      return EmbeddedSct.of(leaf).stream()
          .anyMatch(promise ->
              root.certificateLog(promise.log()).stream()
                  .anyMatch(log -> promise.isBy(log, leaf, issuer)));
    } catch (MalformedDocument e) {
      // A promise that cannot be read is none.
      return false;
    }
  }
}
