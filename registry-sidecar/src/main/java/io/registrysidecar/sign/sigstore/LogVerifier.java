package io.registrysidecar.sign.sigstore;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies entries of transparency logs without asking the logs: by the log's promise, its
 * inclusion proof with checkpoint, or both, whichever came along; what came along must be right.
 *
 * @param root null if no log is trusted; then entries are still compared with what they came with
 */
record LogVerifier(@Nullable TrustedRoot root, InstantSource clock) {

  /** How far a log's clock may be ahead of ours. */
  static final Duration SKEW = Duration.ofMinutes(5);

  /**
   * Verifies every entry that came with a signature.
   *
   * @param key that made the signature
   * @throws Rejected if an entry is of something else, or a trusted log does not vouch for it
   */
  LogFindings verify(Evidence evidence, PublicKey key) throws Rejected {
    List<Instant> times = new ArrayList<>();
    List<TransparencyLog> holding = new ArrayList<>();
    int unknown = 0;
    for (LogEntry entry : evidence.entries()) {
      try {
        LogBody.parse(entry).mustBeOf(evidence, key);
        Optional<TransparencyLog> log = root == null ? Optional.empty() : root.log(entry.logId());
        if (log.isEmpty()) {
          unknown++;
          continue;
        }
        verify(entry, log.get(), evidence.proofNeeded()).ifPresent(times::add);
        holding.add(log.get());
      } catch (MalformedDocument e) {
        throw Rejected.invalid(e.reason());
      }
    }
    return new LogFindings(holding, times, unknown);
  }

  /** The time at which the log promises to have seen the entry, if it promises. */
  private Optional<Instant> verify(LogEntry entry, TransparencyLog log, boolean proofNeeded)
      throws Rejected, MalformedDocument {
    LogEntry.Proof proof = entry.proof();
    boolean provable = proof != null && (proofNeeded || !proof.checkpoint().isEmpty());
    if (proof != null && provable) {
      verifyProof(entry, proof, log);
    } else if (proofNeeded) {
      throw Rejected.invalid("the log entry has no inclusion proof, which this bundle must have");
    }
    byte[] promise = entry.promise();
    if (promise == null) {
      if (!provable) {
        throw Rejected.invalid("the log entry has neither a promise nor an inclusion proof");
      }
      return Optional.empty();
    }
    return Optional.of(promised(entry, promise, log));
  }

  private Instant promised(LogEntry entry, byte[] promise, TransparencyLog log) throws Rejected {
    if (!Signatures.verify(log.key(), entry.promised(), promise)) {
      throw Rejected.invalid("the promise of the log " + log.host() + " has a wrong signature");
    }
    Instant time = entry.integrated();
    if (!log.validity().contains(time)) {
      throw Rejected.invalid("the key of the log " + log.host() + " did not count at " + time);
    }
    if (time.isAfter(clock.instant().plus(SKEW))) {
      throw Rejected.invalid(
          "the log " + log.host() + " says it saw the signature at " + time + ", in the future");
    }
    return time;
  }

  private static void verifyProof(LogEntry entry, LogEntry.Proof proof, TransparencyLog log)
      throws Rejected, MalformedDocument {
    if (!MerkleTree.includes(proof, entry.body())) {
      throw Rejected.invalid("the inclusion proof does not lead from the entry to the root hash");
    }
    Checkpoint checkpoint = Checkpoint.parse(proof.checkpoint());
    if (checkpoint.size() != proof.treeSize() || !Arrays.equals(checkpoint.root(), proof.root())) {
      throw Rejected.invalid("the checkpoint is of another tree than the inclusion proof");
    }
    if (!checkpoint.isBy(log)) {
      throw Rejected.invalid("the checkpoint is not signed by the log " + log.host());
    }
  }
}
