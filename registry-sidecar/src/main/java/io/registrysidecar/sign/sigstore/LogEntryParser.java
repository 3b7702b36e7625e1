package io.registrysidecar.sign.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads log entries as bundles carry them, and as the layer annotations of cosign do. */
final class LogEntryParser {

  private static final int LARGEST = 1 << 24;

  private LogEntryParser() {}

  /** A {@code TransparencyLogEntry} of a bundle. */
  static LogEntry bundled(JsonNode node) throws MalformedDocument {
    JsonNode kind = ProtoJson.object(node, "kindVersion");
    JsonNode promise = node.path("inclusionPromise");
    JsonNode proof = node.path("inclusionProof");
    byte[] id = ProtoJson.bytes(ProtoJson.object(node, "logId"), "keyId");
    return new LogEntry(
        HexFormat.of().formatHex(id),
        ProtoJson.text(kind, "kind"),
        ProtoJson.text(kind, "version"),
        ProtoJson.count(node, "logIndex"),
        ProtoJson.count(node, "integratedTime"),
        promise.isObject() ? ProtoJson.bytes(promise, "signedEntryTimestamp") : null,
        proof(proof),
        ProtoJson.bytes(node, "canonicalizedBody"));
  }

  private static LogEntry.@Nullable Proof proof(JsonNode node) throws MalformedDocument {
    if (!node.isObject()) {
      return null;
    }
    List<byte[]> hashes = new ArrayList<>();
    for (JsonNode hash : ProtoJson.list(node, "hashes", LogEntry.Proof.MOST_HASHES)) {
      hashes.add(ProtoJson.base64(hash.asText(), "hashes"));
    }
    JsonNode checkpoint = node.path("checkpoint");
    return new LogEntry.Proof(
        ProtoJson.count(node, "logIndex"),
        ProtoJson.count(node, "treeSize"),
        ProtoJson.bytes(node, "rootHash"),
        hashes,
        checkpoint.isObject() ? ProtoJson.text(checkpoint, "envelope") : "");
  }

  /** The annotation {@code dev.sigstore.cosign/bundle}: a promise without proof. */
  static LogEntry annotated(byte[] json) throws MalformedDocument {
    JsonNode root = ProtoJson.read(json, LARGEST, "the log entry in the annotation");
    JsonNode payload = ProtoJson.object(root, "Payload");
    byte[] body = ProtoJson.bytes(payload, "body");
    JsonNode entered = ProtoJson.read(body, LARGEST, "the body of the log entry");
    return new LogEntry(
        ProtoJson.text(payload, "logID"),
        ProtoJson.text(entered, "kind"),
        ProtoJson.text(entered, "apiVersion"),
        ProtoJson.count(payload, "logIndex"),
        ProtoJson.count(payload, "integratedTime"),
        ProtoJson.bytes(root, "SignedEntryTimestamp"),
        null,
        body);
  }
}
