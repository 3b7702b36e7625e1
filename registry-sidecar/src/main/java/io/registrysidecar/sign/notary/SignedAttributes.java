package io.registrysidecar.sign.notary;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the protected headers say.
 *
 * @param algorithm the JWS name of the algorithm that is claimed
 * @param contentType what the payload is
 * @param scheme who vouches for the time
 * @param signingTime when it was signed
 * @param expiry when it ends to be valid, or null
 * @param plugin the plug-in that the signer wants to verify it, or null
 */
record SignedAttributes(
    String algorithm,
    String contentType,
    SigningScheme scheme,
    Instant signingTime,
    @Nullable Instant expiry,
    @Nullable String plugin) {

  /** What this program acts upon, so that it may be critical. */
  private static final Set<String> UNDERSTOOD =
      Set.of(
          Header.SIGNING_SCHEME,
          Header.SIGNING_TIME,
          Header.AUTHENTIC_SIGNING_TIME,
          Header.EXPIRY,
          Header.VERIFICATION_PLUGIN,
          Header.VERIFICATION_PLUGIN_VERSION);

  /** Reads the headers and keeps their rules (signature specification, signed attributes). */
  static SignedAttributes of(ProtectedHeader header) throws MalformedEnvelope {
    Set<String> critical = critical(header);
    mustBeCritical(critical, Header.SIGNING_SCHEME);
    SigningScheme scheme = SigningScheme.of(header.text(Header.SIGNING_SCHEME));
    if (scheme == SigningScheme.X509_SIGNING_AUTHORITY) {
      mustBeCritical(critical, Header.AUTHENTIC_SIGNING_TIME);
    }
    for (SigningScheme other : SigningScheme.values()) {
      if (other != scheme && header.names().contains(other.timeHeader())) {
        throw new MalformedEnvelope(
            "the scheme %s has no header %s".formatted(scheme.label(), other.timeHeader()));
      }
    }
    Instant signingTime = header.time(scheme.timeHeader());
    return new SignedAttributes(
        header.algorithm(),
        header.contentType(),
        scheme,
        signingTime,
        expiry(header, critical, signingTime),
        plugin(header));
  }

  private static Set<String> critical(ProtectedHeader header) throws MalformedEnvelope {
    List<String> listed = header.critical();
    Set<String> critical = new HashSet<>(listed);
    if (critical.size() < listed.size()) {
      throw new MalformedEnvelope("a critical header is listed twice");
    }
    for (String name : listed) {
      if (!UNDERSTOOD.contains(name)) {
        throw new MalformedEnvelope("the critical header \"" + name + "\" is not known");
      }
      if (!header.names().contains(name)) {
        throw new MalformedEnvelope("the critical header " + name + " is not there");
      }
    }
    return critical;
  }

  private static void mustBeCritical(Set<String> critical, String name) throws MalformedEnvelope {
    if (!critical.contains(name)) {
      throw new MalformedEnvelope("the header " + name + " must be critical");
    }
  }

  private static @Nullable Instant expiry(
      ProtectedHeader header, Set<String> critical, Instant signingTime) throws MalformedEnvelope {
    if (!header.names().contains(Header.EXPIRY)) {
      return null;
    }
    mustBeCritical(critical, Header.EXPIRY);
    Instant expiry = header.time(Header.EXPIRY);
    if (!expiry.isAfter(signingTime)) {
      throw new MalformedEnvelope("it expires at %s, before it was signed".formatted(expiry));
    }
    return expiry;
  }

  private static @Nullable String plugin(ProtectedHeader header) throws MalformedEnvelope {
    if (header.names().contains(Header.VERIFICATION_PLUGIN)) {
      return header.text(Header.VERIFICATION_PLUGIN);
    }
    if (header.names().contains(Header.VERIFICATION_PLUGIN_VERSION)) {
      throw new MalformedEnvelope("it names the version of a plug-in but no plug-in");
    }
    return null;
  }
}
