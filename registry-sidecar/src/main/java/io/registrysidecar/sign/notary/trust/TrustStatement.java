package io.registrysidecar.sign.notary.trust;

import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Whose signatures count for some repositories.
 *
 * @param name unique in its document
 * @param scopes repositories as {@code host[:port]/path}, or {@link #EVERYTHING} alone
 * @param level which checks must pass
 * @param timestamps when a time stamp is asked for, given that a store of type {@code tsa} is named
 * @param stores where the trusted certificates are; empty when the level skips
 * @param identities whom the leaf must name, one of them; empty when anybody may, or when the level
 *     skips
 */
public record TrustStatement(
    String name,
    Set<String> scopes,
    VerificationLevel level,
    TimestampRule timestamps,
    List<StoreName> stores,
    List<DistinguishedName> identities) {

  /** The scope of all repositories that no other statement names. */
  public static final String EVERYTHING = "*";

  /** Copies the collections. */
  public TrustStatement {
    scopes = Set.copyOf(scopes);
    stores = List.copyOf(stores);
    identities = List.copyOf(identities);
  }

  /** The stores of one type. */
  public List<StoreName> stores(StoreType type) {
    return stores.stream().filter(store -> store.type() == type).toList();
  }

  /**
   * Whether a leaf with this subject is one of the trusted identities.
   *
   * @throws MalformedName if identities are named and the subject is not one that can be compared
   */
  public boolean trusts(X500Principal subject) throws MalformedName {
    if (identities.isEmpty()) {
      return true;
    }
    DistinguishedName name = DistinguishedName.of(subject);
    return identities.stream().anyMatch(identity -> identity.isPartOf(name));
  }

  /** When a time stamp must be there. */
  public enum TimestampRule {
    /** Always. */
    ALWAYS("always"),
    /** Only once a certificate of the chain has expired. */
    AFTER_CERT_EXPIRY("afterCertExpiry");

    private final String label;

    TimestampRule(String label) {
      this.label = label;
    }

    /** As trust policies write it. */
    public String label() {
      return label;
    }
  }
}
