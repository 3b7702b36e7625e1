package io.registrysidecar.sign.sigstore;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The ASN.1 form of an ECDSA signature, accepted in its one DER encoding only: a signature that can
 * be written in two ways could be logged in one and shown in the other.
 */
final class EcdsaSignature {

  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;

  private final byte[] der;
  private int at;

  private EcdsaSignature(byte[] der) {
    this.der = der;
  }

  /** Whether {@code der} holds two numbers from 1 to {@code order} - 1 and nothing else. */
  static boolean isStrict(byte[] der, BigInteger order) {
    return new EcdsaSignature(der).read(order);
  }

  private boolean read(BigInteger order) {
    if (next() != SEQUENCE) {
      return false;
    }
    int length = length();
    return length == der.length - at && number(order) && number(order) && at == der.length;
  }

  private boolean number(BigInteger order) {
    if (next() != INTEGER) {
      return false;
    }
    int length = length();
    if (length <= 0 || length > der.length - at) {
      return false;
    }
    byte[] bytes = Arrays.copyOfRange(der, at, at + length);
    at += length;
    boolean padded = length > 1 && bytes[0] == 0 && bytes[1] >= 0;
    BigInteger value = new BigInteger(bytes);
    return !padded && value.signum() > 0 && value.compareTo(order) < 0;
  }

  /** The shortest form only; no signature of a supported curve needs more than one octet. */
  private int length() {
    int first = next();
    if (first < 0x80) {
      return first;
    }
    if (first != 0x81) {
      return -1;
    }
    int second = next();
    return second >= 0x80 ? second : -1;
  }

  private int next() {
    return at < der.length ? der[at++] & 0xff : -1;
  }
}
