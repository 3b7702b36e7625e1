package io.registrysidecar.report;

import io.registrysidecar.oci.Digest;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;

/** Names for documents that follow from what is in them. */
final class DigestUuid {

  private DigestUuid() {}

  /** A UUID of version 8 (RFC 9562 §5.8), as a URN: the first bits of a SHA-256. */
  static String urn(Digest digest) {
    ByteBuffer hash = ByteBuffer.wrap(HexFormat.of().parseHex(digest.hex()));
    long high = (hash.getLong() & ~0xf000L) | 0x8000L;
    long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return "urn:uuid:" + new UUID(high, low);
  }
}
