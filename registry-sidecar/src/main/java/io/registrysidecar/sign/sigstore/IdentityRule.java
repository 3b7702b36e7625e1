package io.registrysidecar.sign.sigstore;

/**
 * Whose certificates are trusted: both parts must fit, since a name means nothing without the
 * provider that vouches for it.
 *
 * @param issuer of identities, such as the URL of a CI system
 * @param subject the e-mail address, workflow URI or user name
 */
public record IdentityRule(NameMatch issuer, NameMatch subject) {

  boolean covers(Identity identity) {
    return issuer.matches(identity.issuer()) && subject.matches(identity.subject());
  }
}
