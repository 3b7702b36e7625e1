package io.registrysidecar.sign.notary.trust;

import java.util.regex.Pattern;

/**
 * Which trust store.
 *
 * @param type what it is trusted for
 * @param name letters, digits, {@code _}, {@code .} and {@code -}; never {@code .} or {@code ..}
 */
public record StoreName(StoreType type, String name) {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,255}");

  /** Checks the name. */
  public StoreName {
    if (!isValid(name)) {
      throw new IllegalArgumentException("not the name of a trust store: " + name);
    }
  }

  static boolean isValid(String name) {
    return NAME.matcher(name).matches() && !name.equals(".") && !name.equals("..");
  }

  /** As trust policies write it. */
  @Override
  public String toString() {
    return type.label() + ":" + name;
  }
}
