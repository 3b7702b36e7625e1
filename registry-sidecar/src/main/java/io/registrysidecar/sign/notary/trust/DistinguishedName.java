package io.registrysidecar.sign.notary.trust;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * A distinguished name as trust policies compare it: each attribute once and alone in its relative
 * name, with country, state and organisation among them. Values are compared letter by letter.
 *
 * @param attributes by type in upper case, {@code S} as {@code ST}
 */
public record DistinguishedName(Map<String, String> attributes) {

  /** The attribute types that can be compared, and the object identifiers of certificates. */
  private static final Map<String, String> TYPES =
      Map.of(
          "2.5.4.6", "C",
          "2.5.4.8", "ST",
          "2.5.4.10", "O",
          "2.5.4.11", "OU",
          "2.5.4.3", "CN",
          "2.5.4.7", "L",
          "2.5.4.9", "STREET",
          "2.5.4.17", "POSTALCODE",
          "2.5.4.5", "SERIALNUMBER");

  /** Copies the attributes. */
  public DistinguishedName {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  /**
   * Reads a name as people write it (RFC 4514), for example {@code C=DE, ST=BE, O=team}.
   *
   * @throws MalformedName if it does not follow the grammar or the rules
   */
  public static DistinguishedName parse(String text) throws MalformedName {
    Collector collector = new Collector(text);
    for (Map.Entry<String, String> each : NameParser.parse(text)) {
      String type = each.getKey().equals("S") ? "ST" : each.getKey();
      if (!TYPES.containsValue(type)) {
        throw new MalformedName(text, "has the attribute " + type + ", which is not compared");
      }
      collector.add(type, each.getValue());
    }
    return collector.name();
  }

  /**
   * The subject of a certificate.
   *
   * @throws MalformedName if it breaks the rules; then no policy that names identities can match it
   */
  public static DistinguishedName of(X500Principal subject) throws MalformedName {
    Collector collector = new Collector(subject.getName());
    for (RDN relative : relatives(subject)) {
      if (relative.isMultiValued()) {
        throw new MalformedName(subject.getName(), "has two attributes in one relative name");
      }
      String identifier = relative.getFirst().getType().getId();
      String type = TYPES.get(identifier);
      if (type == null) {
        throw new MalformedName(
            subject.getName(), "has the attribute " + identifier + ", which is not compared");
      }
      if (!(relative.getFirst().getValue() instanceof ASN1String value)) {
        throw new MalformedName(subject.getName(), "has a value of " + type + " that is not text");
      }
      collector.add(type, value.getString());
    }
    return collector.name();
  }

  /** Java takes values that are no ASN.1, where Bouncy Castle throws. */
  private static RDN[] relatives(X500Principal subject) throws MalformedName {
    try {
      return X500Name.getInstance(subject.getEncoded()).getRDNs();
    } catch (IllegalArgumentException _) {
      throw new MalformedName(subject.getName(), "has a value that cannot be read");
    }
  }

  /** Whether every attribute of this name is in {@code other} with the same value. */
  public boolean isPartOf(DistinguishedName other) {
    return other.attributes.entrySet().containsAll(attributes.entrySet());
  }

  @Override
  public String toString() {
    return attributes.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .reduce((left, right) -> left + ", " + right)
        .orElse("");
  }

  /** Gathers attributes and keeps the rules. */
  private static final class Collector {

    private final String text;
    private final Map<String, String> attributes = new TreeMap<>();

    Collector(String text) {
      this.text = text;
    }

    void add(String type, String value) throws MalformedName {
      if (attributes.put(type, value) != null) {
        throw new MalformedName(text, "has the attribute " + type + " twice");
      }
    }

    DistinguishedName name() throws MalformedName {
      for (String needed : new String[] {"C", "ST", "O"}) {
        if (attributes.getOrDefault(needed, "").isEmpty()) {
          throw new MalformedName(
              text, "has no " + needed + "; a trust policy compares names with C, ST and O");
        }
      }
      return new DistinguishedName(attributes);
    }
  }
}
