package io.registrysidecar.sign.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A log that a trusted root names: of signatures (Rekor) or of certificates.
 *
 * @param id hexadecimal; entries name their log by it
 * @param host of the log's address, which newer logs sign their checkpoints as; empty if unknown
 * @param keyHint the first four bytes that stand before a checkpoint's signature; not to be
 *     modified
 */
@SuppressWarnings("ArrayRecordComponent")
record TransparencyLog(String id, String host, PublicKey key, byte[] keyHint, Validity validity) {

  private static final int HINT = 4;

  static TransparencyLog parse(JsonNode node) throws MalformedDocument {
    JsonNode key = ProtoJson.object(node, "publicKey");
    byte[] raw = ProtoJson.bytes(key, "rawBytes");
    byte[] id = ProtoJson.bytes(ProtoJson.object(node, "logId"), "keyId");
    byte[] checkpointId =
        node.path("checkpointKeyId").isObject()
            ? ProtoJson.bytes(node.path("checkpointKeyId"), "keyId")
            : id;
    if (checkpointId.length < HINT) {
      throw new MalformedDocument("the key of a log has an identifier of less than four bytes");
    }
    boolean pkcs1 = key.path("keyDetails").asText().startsWith("PKCS1_RSA_");
    return new TransparencyLog(
        HexFormat.of().formatHex(id),
        host(node.path("baseUrl").asText()),
        pkcs1 ? SpkiKeys.fromPkcs1(raw) : SpkiKeys.fromSpki(raw),
        Arrays.copyOf(checkpointId, HINT),
        Validity.parse(key));
  }

  private static String host(String url) throws MalformedDocument {
    try {
      String host = URI.create(url).getHost();
      return host == null ? "" : host;
    } catch (IllegalArgumentException e) {
      throw new MalformedDocument("the address of a log is not a URL", e);
    }
  }
}
