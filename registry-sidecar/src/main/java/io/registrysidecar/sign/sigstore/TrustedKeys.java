package io.registrysidecar.sign.sigstore;

import io.registrysidecar.sign.key.PublicKeys;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The public keys that the configuration trusts. A bundle's hint chooses among them; a key in a
 * bundle or in a log entry never becomes one of them.
 */
public final class TrustedKeys {

  /** Nobody is trusted by key. */
  public static final TrustedKeys NONE = new TrustedKeys(List.of());

  /** At most this many: every signature may be tried with every key. */
  public static final int MOST = 64;

  private final List<TrustedKey> keys;

  private TrustedKeys(List<TrustedKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** These keys, in their order. */
  public static TrustedKeys of(List<TrustedKey> keys) {
    if (keys.size() > MOST) {
      throw new IllegalArgumentException(keys.size() + " keys; at most " + MOST + " are tried");
    }
    return new TrustedKeys(keys);
  }

  /**
   * Reads the keys of a PEM file, one or several {@code PUBLIC KEY} blocks.
   *
   * @param name what the configuration calls them; of several, the second is {@code name#2}
   * @throws MalformedDocument if there is none, or another kind of block, such as a private key
   */
  public static List<TrustedKey> parse(String name, byte[] pem) throws MalformedDocument {
    List<TrustedKey> keys = new ArrayList<>();
    for (Pem block : Pem.blocks(new String(pem, StandardCharsets.US_ASCII))) {
      if (!block.label().equals("PUBLIC KEY")) {
        throw new MalformedDocument(
            "the keys of " + name + " hold a " + block.label() + "; only PUBLIC KEY belongs there");
      }
      String each = keys.isEmpty() ? name : name + "#" + (keys.size() + 1);
      keys.add(new TrustedKey(each, SpkiKeys.fromSpki(block.der())));
    }
    if (keys.isEmpty()) {
      throw new MalformedDocument("the keys of " + name + " hold no PUBLIC KEY block");
    }
    return keys;
  }

  /** The key that is meant by {@code hint}; all of them if the hint means none of them. */
  List<TrustedKey> candidates(String hint) {
    List<TrustedKey> meant =
        keys.stream().filter(key -> PublicKeys.hint(key.key()).equals(hint)).toList();
    return meant.isEmpty() ? keys : meant;
  }

  /**
   * A public key that the configuration trusts.
   *
   * @param name what the configuration calls it
   */
  public record TrustedKey(String name, PublicKey key) {}
}
