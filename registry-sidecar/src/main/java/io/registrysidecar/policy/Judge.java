package io.registrysidecar.policy;

import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Gives reports their verdict. */
@FunctionalInterface
public interface Judge {

  /** Where nobody has written a policy. */
  Judge NO_POLICY = (_, _) -> Verdict.noPolicy();

  /**
   * The verdict on what a scan found.
   *
   * @param report of an image, or of an index
   * @param platforms of an index, the reports of its platforms that were scanned; empty for an
   *     image
   */
  Verdict judge(Report report, List<Report> platforms);

  /**
   * The decision that the verdict is the short form of, for those who attest it; empty where there
   * is none, because there is no policy or it cannot be used.
   */
  default Optional<Decided> decide(Report report, List<Report> platforms) {
    return Optional.empty();
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

  /** A report with its verdict in it. */
  default Report judged(Report report, List<Report> platforms) {
    return report.withVerdict(judge(report, platforms));
  }

  /** The facts that reports alone give. */
  static Facts facts(Report report, List<Report> platforms, Instant now) {
    return report.platforms().isEmpty() && platforms.isEmpty()
        ? Facts.Scanned.of(report, now)
        : new Facts.Index(
            report, platforms.stream().map(platform -> Facts.Scanned.of(platform, now)).toList());
  }
}
