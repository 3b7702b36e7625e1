package io.registrysidecar.sign.sigstore;

import io.registrysidecar.oci.Digest;
import java.security.MessageDigest;
import java.util.Arrays;

/** The hash tree of transparency logs (RFC 6962 §2.1), with SHA-256. */
final class MerkleTree {

  private MerkleTree() {}

  /**
   * Whether {@code proof} leads from {@code leaf} to the root that it names (RFC 9162 §2.1.3.2).
   */
  static boolean includes(LogEntry.Proof proof, byte[] leaf) {
    if (proof.index() >= proof.treeSize()) {
      return false;
    }
    long node = proof.index();
    long last = proof.treeSize() - 1;
    byte[] hash = hash(0, leaf, new byte[0]);
    for (byte[] sibling : proof.hashes()) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = hash(1, sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>>= 1;
          last >>>= 1;
        }
      } else {
        hash = hash(1, hash, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && Arrays.equals(hash, proof.root());
  }

  private static byte[] hash(int prefix, byte[] left, byte[] right) {
    MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();
    sha256.update((byte) prefix);
    sha256.update(left);
    return sha256.digest(right);
  }
}
