package io.registrysidecar.sign.notary;

import io.registrysidecar.sign.cbor.CborItem;
import io.registrysidecar.sign.cbor.CborReader;
import io.registrysidecar.sign.cbor.CborWriter;
import io.registrysidecar.sign.cbor.MalformedCbor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a tagged COSE_Sign1 (signature specification, COSE envelope). */
final class CoseReader {

  static final long TAG = 18;
  static final CborItem.Int X5CHAIN = new CborItem.Int(33);

  private CoseReader() {}

  static ReadEnvelope read(byte[] bytes) throws MalformedEnvelope {
    if (!(item(bytes) instanceof CborItem.Tagged(long tag, CborItem.Sequence message))
        || tag != TAG
        || message.items().size() != 4) {
      throw new MalformedEnvelope("it is not a tagged COSE_Sign1");
    }
    if (!(message.items().get(0) instanceof CborItem.Bytes(byte[] headers))
        || !(message.items().get(1) instanceof CborItem.Mapping unprotected)
        || !(message.items().get(2) instanceof CborItem.Bytes(byte[] payload))
        || !(message.items().get(3) instanceof CborItem.Bytes(byte[] signature))) {
      throw new MalformedEnvelope("a part of it is missing or of the wrong type");
    }
    if (!(item(headers) instanceof CborItem.Mapping(var protectedEntries))) {
      throw new MalformedEnvelope("its protected header is not a map");
    }
    Map<CborItem.Label, CborItem> entries = unprotected.entries();
    for (CborItem.Label label : entries.keySet()) {
      if (protectedEntries.containsKey(label) || label.equals(CoseHeader.CRITICAL)) {
        throw new MalformedEnvelope("the header " + label + " stands outside of the signature");
      }
    }
    return new ReadEnvelope(
        SignedAttributes.of(new CoseHeader(protectedEntries)),
        payload,
        signed(headers, payload),
        signature,
        chain(entries.get(X5CHAIN)),
        new Unsigned(timestamp(entries), agent(entries)));
  }

  /** The bytes that are signed: Sig_structure of RFC 9052 §4.4. */
  static byte[] signed(byte[] headers, byte[] payload) {
    return CborWriter.write(
        new CborItem.Sequence(
            List.of(
                new CborItem.Text("Signature1"),
                new CborItem.Bytes(headers),
                new CborItem.Bytes(new byte[0]),
                new CborItem.Bytes(payload))));
  }

  private static CborItem item(byte[] bytes) throws MalformedEnvelope {
    try {
      return CborReader.read(bytes);
    } catch (MalformedCbor e) {
      throw new MalformedEnvelope("it is not CBOR this program reads: " + e.getMessage(), e);
    }
  }

  private static List<byte[]> chain(@Nullable CborItem item) throws MalformedEnvelope {
    if (!(item instanceof CborItem.Sequence(List<CborItem> certificates))) {
      throw new MalformedEnvelope("it has no list x5chain of certificates");
    }
    List<byte[]> chain = new ArrayList<>();
    for (CborItem each : certificates) {
      if (!(each instanceof CborItem.Bytes(byte[] certificate))) {
        throw new MalformedEnvelope("a certificate of x5chain is not a byte string");
      }
      chain.add(certificate);
    }
    return chain;
  }

  private static byte @Nullable [] timestamp(Map<CborItem.Label, CborItem> unprotected)
      throws MalformedEnvelope {
    return switch (unprotected.get(new CborItem.Text(Header.TIMESTAMP))) {
      case null -> null;
      case CborItem.Bytes(byte[] token) -> token;
      default -> throw new MalformedEnvelope("its time stamp is not a byte string");
    };
  }

  private static @Nullable String agent(Map<CborItem.Label, CborItem> unprotected)
      throws MalformedEnvelope {
    return switch (unprotected.get(new CborItem.Text(Header.SIGNING_AGENT))) {
      case null -> null;
      case CborItem.Text(String agent) -> agent;
      default -> throw new MalformedEnvelope("its signing agent is not text");
    };
  }
}
