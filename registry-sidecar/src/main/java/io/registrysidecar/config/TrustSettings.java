package io.registrysidecar.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose signatures are believed, beside those of our own keys.
 *
 * @param release who says that an image may run
 * @param attestation who says what is in an image
 * @param builder who says how an image was built
 * @param root the trusted root of a sigstore instance, or null
 * @param notaryDirectory trust policy and trust store of notation, or null
 * @param revocationLists the directory of revocation lists, or null
 */
public record TrustSettings(
    Signers release,
    Signers attestation,
    Signers builder,
    @Nullable Path root,
    @Nullable Path notaryDirectory,
    @Nullable Path revocationLists) {

  /**
   * Those who are trusted for the same thing.
   *
   * @param keys files with public keys
   * @param identities issuer, a space, and subject of certificates; a name that begins with {@code
   *     ~} is an expression
   */
  public record Signers(List<Path> keys, List<String> identities) {
    /** Copies the lists. */
    public Signers {
      keys = List.copyOf(keys);
      identities = List.copyOf(identities);
    }
  }

  /** The same, where more keys are believed in what is in an image. */
  public TrustSettings withAttestationKeys(List<Path> more) {
    List<Path> keys = new ArrayList<>(attestation.keys());
    keys.addAll(more);
    return new TrustSettings(
        release,
        new Signers(keys, attestation.identities()),
        builder,
        root,
        notaryDirectory,
        revocationLists);
  }

  static TrustSettings of(Settings values, Problems problems) {
    Path root = values.find(TrustKeys.ROOT).orElse(null);
    for (Key<List<String>> identities :
        List.of(
            TrustKeys.RELEASE_IDENTITIES,
            TrustKeys.ATTESTATION_IDENTITIES,
            TrustKeys.BUILDER_IDENTITIES)) {
      if (root == null && values.find(identities).isPresent()) {
        problems.at(
            values.origin(identities),
            "identities are those in certificates, which need "
                + TrustKeys.ROOT.name()
                + "; set it");
      }
    }
    return new TrustSettings(
        signers(values, TrustKeys.RELEASE_KEYS, TrustKeys.RELEASE_IDENTITIES),
        signers(values, TrustKeys.ATTESTATION_KEYS, TrustKeys.ATTESTATION_IDENTITIES),
        signers(values, TrustKeys.BUILDER_KEYS, TrustKeys.BUILDER_IDENTITIES),
        root,
        values.find(TrustKeys.NOTARY_DIRECTORY).orElse(null),
        values.find(TrustKeys.REVOCATION_LISTS).orElse(null));
  }

  private static Signers signers(Settings values, Key<List<Path>> keys, Key<List<String>> names) {
    return new Signers(values.find(keys).orElse(List.of()), values.find(names).orElse(List.of()));
  }
}
