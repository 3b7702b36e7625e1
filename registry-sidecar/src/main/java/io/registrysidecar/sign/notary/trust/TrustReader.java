package io.registrysidecar.sign.notary.trust;

import io.registrysidecar.sign.notary.trust.PolicyJson.Value;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code trustStores} and {@code trustedIdentities}. */
final class TrustReader {

  private static final String SUBJECT = "x509.subject:";
  private static final int MOST_IDENTITIES = 1000;

  private TrustReader() {}

  static List<StoreName> stores(Value value) throws TrustPolicyException {
    List<StoreName> stores = new ArrayList<>();
    for (Value each : value.list()) {
      stores.add(store(each));
    }
    if (stores.isEmpty()) {
      throw value.place().wrong("names no trust store; write for example ca:NAME");
    }
    return stores;
  }

  private static StoreName store(Value value) throws TrustPolicyException {
    String text = value.text();
    int colon = text.indexOf(':');
    for (StoreType type : StoreType.values()) {
      if (colon > 0
          && type.label().equals(text.substring(0, colon))
          && StoreName.isValid(text.substring(colon + 1))) {
        return new StoreName(type, text.substring(colon + 1));
      }
    }
    throw value
        .place()
        .wrong("\"%s\" is not ca:NAME, signingAuthority:NAME or tsa:NAME".formatted(text));
  }

  /** None when anybody is trusted whose certificate is. */
  static List<DistinguishedName> identities(Value value) throws TrustPolicyException {
    List<Value> list = value.list();
    if (list.isEmpty() || list.size() > MOST_IDENTITIES) {
      throw value.place().wrong("has between 1 and %d identities".formatted(MOST_IDENTITIES));
    }
    if (list.size() == 1 && list.getFirst().text().equals("*")) {
      return List.of();
    }
    List<DistinguishedName> identities = new ArrayList<>();
    for (Value each : list) {
      DistinguishedName identity = identity(each);
      for (DistinguishedName other : identities) {
        if (identity.isPartOf(other) || other.isPartOf(identity)) {
          throw each.place()
              .wrong("whom it matches, \"" + other + "\" matches too, or the reverse");
        }
      }
      identities.add(identity);
    }
    return identities;
  }

  private static DistinguishedName identity(Value value) throws TrustPolicyException {
    String text = value.text();
    if (text.equals("*")) {
      throw value.place().wrong("* stands alone");
    }
    if (!text.startsWith(SUBJECT)) {
      throw value.place().wrong("\"%s\" does not begin with %s".formatted(text, SUBJECT));
    }
    try {
      return DistinguishedName.parse(text.substring(SUBJECT.length()).strip());
    } catch (MalformedName e) {
      throw value.place().wrong(e);
    }
  }
}
