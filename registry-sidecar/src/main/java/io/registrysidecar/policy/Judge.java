package io.registrysidecar.policy;

import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.Verdict;
import java.time.Instant;
import java.util.Optional;

/** Gives reports their verdict. */
@FunctionalInterface
public interface Judge {

  /** Where nobody has written a policy. */
  Judge NO_POLICY = _ -> Verdict.noPolicy();

  /** The verdict on what a scan found. */
  Verdict judge(Case asked);

  /**
   * The decision that the verdict is the short form of, for those who attest it; empty where there
   * is none, because there is no policy or it cannot be used.
   */
  default Optional<Decided> decide(Case asked) {
    return Optional.empty();
  }

  /**
   * Whether the verdict on images of a repository may depend on their signatures; where it does
   * not, nobody need look them up.
   *
   * @param repository registry host and repository
   */
  default boolean asksForSignatures(String repository) {
    return false;
  }

  /** The same of any repository at all. */
  default boolean asksForSignatures() {
    return false;
  }

  /** Whether a verdict may become another by time alone. */
  default boolean asksForTime() {
    return false;
  }

  /**
   * What is decided about an image that has no report yet; empty where there is no policy or it
   * cannot be used.
   *
   * @param repository registry host and repository
   * @param since when it became known
   */
  default Optional<Decision> pending(String repository, Instant since) {
    return Optional.empty();
  }

  /** Changes when verdicts may; empty where there is no policy. */
  default String fingerprint() {
    return "";
  }

  /** Why nothing can be decided although there is a policy, for the operator; else empty. */
  default Optional<String> problem() {
    return Optional.empty();
  }

  /** The report with its verdict in it. */
  default Report judged(Case asked) {
    return asked.report().withVerdict(judge(asked));
  }
}
