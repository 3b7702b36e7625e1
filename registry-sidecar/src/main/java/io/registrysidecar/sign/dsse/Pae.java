package io.registrysidecar.sign.dsse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The pre-authentication encoding of DSSE (protocol version 1): the bytes that are signed in place
 * of a payload, so that the payload's type is signed with it.
 */
public final class Pae {

  private Pae() {}

  /** {@code DSSEv1}, then the lengths in bytes and the contents of type and payload. */
  public static byte[] encode(String payloadType, byte[] payload) {
    byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + type.length + 32);
    out.writeBytes(ascii("DSSEv1 " + type.length + " "));
    out.writeBytes(type);
    out.writeBytes(ascii(" " + payload.length + " "));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
