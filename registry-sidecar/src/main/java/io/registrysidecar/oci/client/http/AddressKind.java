package io.registrysidecar.oci.client.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;

/** What kind of place an address names. */
enum AddressKind {
  /** Anywhere on the Internet. */
  PUBLIC,
  /** A private network (RFC 1918, RFC 4193, RFC 6598). */
  PRIVATE,
  /** This machine. */
  LOOPBACK,
  /** This link only; cloud metadata services live here. */
  LINK_LOCAL,
  /** Nothing that a request can be sent to: multicast, unspecified, reserved. */
  NEVER;

  static AddressKind of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return switch (address) {
      case Inet4Address _ -> ofIpv4(bytes);
      case Inet6Address _ -> ofIpv6(address, bytes);
      default -> NEVER;
    };
  }

  String shown() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static AddressKind ofIpv4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (first == 127) {
      return LOOPBACK;
    }
    if (first == 169 && second == 254) {
      return LINK_LOCAL;
    }
    boolean rfc1918 =
        first == 10 || (first == 192 && second == 168) || (first == 172 && (second & 0xf0) == 16);
    boolean carrierGrade = first == 100 && (second & 0xc0) == 64;
    if (rfc1918 || carrierGrade) {
      return PRIVATE;
    }
    return first == 0 || first >= 224 ? NEVER : PUBLIC;
  }

  private static AddressKind ofIpv6(InetAddress address, byte[] bytes) {
    if (address.isLoopbackAddress()) {
      return LOOPBACK;
    }
    if (address.isLinkLocalAddress()) {
      return LINK_LOCAL;
    }
    if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
      return NEVER;
    }
    boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc || address.isSiteLocalAddress();
    return uniqueLocal ? PRIVATE : ofEmbeddedIpv4(bytes);
  }

  /**
   * Addresses that a translator or tunnel turns into IPv4 ones (RFC 6052, RFC 3056, RFC 4291
   * §2.5.5).
   */
  private static AddressKind ofEmbeddedIpv4(byte[] bytes) {
    boolean translated = startsWith(bytes, 0x00, 0x64, 0xff, 0x9b);
    boolean compatible = startsWith(bytes, new int[12]);
    if (translated || compatible) {
      return ofIpv4(Arrays.copyOfRange(bytes, 12, 16));
    }
    return startsWith(bytes, 0x20, 0x02) ? ofIpv4(Arrays.copyOfRange(bytes, 2, 6)) : PUBLIC;
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
