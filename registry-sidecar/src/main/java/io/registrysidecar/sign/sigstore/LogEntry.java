package io.registrysidecar.sign.sigstore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.sign.dsse.Base64Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a transparency log (Rekor).
 *
 * @param logId hexadecimal; names the log's key
 * @param index the entry's number in the whole log
 * @param integratedTime seconds since 1970 that the log says it entered this at; 0 if it does not
 *     say. Signed by the promise only
 * @param promise the log's signature over body, time and index (signed entry timestamp), or null
 * @param proof that the entry is in the log, or null
 * @param body the canonical JSON that was entered; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent")
record LogEntry(
    String logId,
    String kind,
    String version,
    long index,
    long integratedTime,
    byte @Nullable [] promise,
    @Nullable Proof proof,
    byte[] body) {

  Instant integrated() {
    return Instant.ofEpochSecond(integratedTime);
  }

  /** What the promise signs: JSON with sorted names and no white space (RFC 8785). */
  byte[] promised() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("body", Base64Text.encode(body));
    node.put("integratedTime", integratedTime);
    node.put("logID", logId);
    node.put("logIndex", index);
    return BoundedJson.write(node);
  }

  /**
   * An inclusion proof.
   *
   * @param index the entry's number in the tree, which may be one of several of the log
   * @param root the hash of the whole tree; not to be modified
   * @param hashes of the neighbours on the way to the root
   * @param checkpoint the log's signed statement about the tree; empty in old bundles
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Proof(long index, long treeSize, byte[] root, List<byte[]> hashes, String checkpoint) {

    /** Trees have fewer than 2^63 leaves. */
    static final int MOST_HASHES = 64;

    Proof {
      hashes = List.copyOf(hashes);
    }
  }
}
