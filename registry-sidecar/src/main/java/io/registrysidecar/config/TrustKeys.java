package io.registrysidecar.config;

import java.nio.file.Path;
import java.util.List;

/** The keys about whose signatures are believed. */
final class TrustKeys {

  static final Key<List<Path>> RELEASE_KEYS =
      Key.optional(
          "trust.release-keys",
          "SIDECAR_TRUST_RELEASE_KEYS",
          ValueTypes.PATHS,
          "Files with public keys (PEM) of those who release images: their signature of an image"
              + " means that it may run. A signer is called as the file. Keys of scan results do"
              + " not belong here, and our own is refused.");
  static final Key<List<Path>> ATTESTATION_KEYS =
      Key.optional(
          "trust.attestation-keys",
          "SIDECAR_TRUST_ATTESTATION_KEYS",
          ValueTypes.PATHS,
          "The same of those who say what is in images, such as other scanners.");
  static final Key<List<Path>> BUILDER_KEYS =
      Key.optional(
          "trust.builder-keys",
          "SIDECAR_TRUST_BUILDER_KEYS",
          ValueTypes.PATHS,
          "The same of those who say how images were built: provenance that they signed counts as"
              + " verified.");
  static final Key<Path> ROOT =
      Key.optional(
          "trust.root",
          "SIDECAR_TRUST_ROOT",
          ValueTypes.PATH,
          "The `trusted_root.json` of a sigstore instance, for signatures with certificates instead"
              + " of keys. Nothing is fetched; replace the file when the instance changes its"
              + " keys.");
  static final Key<List<String>> RELEASE_IDENTITIES =
      identities(
          "release", "RELEASE", "Whose certificates count as those of release keys. Each is the");
  static final Key<List<String>> ATTESTATION_IDENTITIES =
      identities("attestation", "ATTESTATION", "The same for what is in images:");
  static final Key<List<String>> BUILDER_IDENTITIES =
      identities("builder", "BUILDER", "The same for how images were built:");
  static final Key<Path> NOTARY_DIRECTORY =
      Key.optional(
          "trust.notary-directory",
          "SIDECAR_TRUST_NOTARY_DIRECTORY",
          ValueTypes.PATH,
          "A directory as notation keeps it, with `trustpolicy.json` and `truststore`: whose Notary"
              + " signatures of images count as those of release keys.");
  static final Key<Path> REVOCATION_LISTS =
      Key.optional(
          "trust.revocation-lists",
          "SIDECAR_TRUST_REVOCATION_LISTS",
          ValueTypes.PATH,
          "The directory of revocation lists (`.crl` or `.pem`) for certificates of Notary"
              + " signatures. Nothing is fetched.");

  static final List<Key<?>> ALL =
      List.of(
          RELEASE_KEYS,
          ATTESTATION_KEYS,
          BUILDER_KEYS,
          ROOT,
          RELEASE_IDENTITIES,
          ATTESTATION_IDENTITIES,
          BUILDER_IDENTITIES,
          NOTARY_DIRECTORY,
          REVOCATION_LISTS);

  private TrustKeys() {}

  private static Key<List<String>> identities(String role, String variable, String meaning) {
    return Key.optional(
        "trust." + role + "-identities",
        "SIDECAR_TRUST_" + variable + "_IDENTITIES",
        ValueTypes.IDENTITIES,
        meaning
            + " issuer and, after a space, the subject of certificates. One that begins with `~` is"
            + " an expression (RE2) that the whole name must match. Needs `trust.root`.");
  }
}
