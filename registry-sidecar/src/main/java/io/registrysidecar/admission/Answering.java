package io.registrysidecar.admission;

import io.registrysidecar.admission.Decided.Ground;
import io.registrysidecar.config.AdmissionRules;
import io.registrysidecar.config.WhenInDoubt;
import io.registrysidecar.config.WhenUnknown;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.policy.Decision;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.schema.VerdictResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows from what is known of an image, by the rules of the operator. */
final class Answering {

  private static final String PENDING = "pending: there is no report yet";

  private final AdmissionRules rules;
  private final Judge judge;

  /** Answers by {@code rules}; {@code judge} knows how long the policy is patient with an image. */
  Answering(AdmissionRules rules, Judge judge) {
    this.rules = rules;
    this.judge = judge;
  }

  /** Of an image that the operator lets run unseen. */
  ImageAnswer exempt(String image, String why) {
    return unjudged(image, null, null, Ground.EXEMPT, true, List.of(why), "");
  }

  /** Of something that cannot name an image, so that no node can run it. */
  ImageAnswer malformed(String image, String why) {
    return unjudged(image, null, null, Ground.MALFORMED, false, List.of(why), why);
  }

  /** Of an image that is not looked after. */
  ImageAnswer foreign(String image, String why) {
    boolean allowed = rules.unknownRegistry() == WhenInDoubt.ALLOW;
    return unjudged(image, null, null, Ground.FOREIGN, allowed, List.of(why), "");
  }

  /** Where a registry or the state could not be asked. */
  ImageAnswer failed(String image, @Nullable Target target, @Nullable Digest digest, String why) {
    boolean allowed = rules.error() == WhenInDoubt.ALLOW;
    return unjudged(image, target, digest, Ground.ERROR, allowed, List.of(why), why);
  }

  /** Of an image that its registry does not have. */
  ImageAnswer missing(String image, Target target) {
    String why = target.absent();
    return unjudged(image, target, null, Ground.MISSING, false, List.of(why), why);
  }

  /** Of an image with a report. */
  ImageAnswer judged(String image, Target target, Digest digest, KnownVerdict known) {
    VerdictResult result = known.verdict().result();
    List<String> reasons = known.verdict().reasons();
    boolean allowed =
        switch (result) {
          case PASSED, WARNED -> true;
          case FAILED -> false;
          case UNKNOWN -> rules.unknown() == WhenUnknown.ALLOW;
        };
    List<String> warnings = new ArrayList<>();
    if (allowed && result != VerdictResult.PASSED) {
      warnings.addAll(reasons);
    }
    if (!known.caveat().isEmpty()) {
      warnings.add(known.caveat());
    }
    return new ImageAnswer(
        image, target, digest, Ground.POLICY, allowed, result, reasons, warnings, "", known);
  }

  /** Of an image that no scan will say anything about. */
  ImageAnswer unscannable(String image, Target target, Digest digest, String why) {
    boolean allowed = rules.unknown() == WhenUnknown.ALLOW;
    return unjudged(image, target, digest, Ground.UNSCANNABLE, allowed, List.of(why), "");
  }

  /**
   * Of an image whose scan has not ended.
   *
   * @param since when it was pushed, as far as is known
   */
  ImageAnswer pending(String image, Target target, Digest digest, Instant since) {
    Optional<Decision> policy =
        rules.unknown() == WhenUnknown.GRACE
            ? judge.pending(target.repositoryName(), since)
            : Optional.empty();
    boolean allowed =
        rules.unknown() == WhenUnknown.ALLOW || policy.map(Decision::inGrace).orElse(false);
    List<String> reasons =
        policy.map(decision -> decision.verdict().reasons()).orElse(List.of(PENDING));
    return unjudged(image, target, digest, Ground.PENDING, allowed, reasons, "");
  }

  /**
   * Of an image without a verdict. Where it may run all the same, that is said, unless the operator
   * wants it so.
   */
  private static ImageAnswer unjudged(
      String image,
      @Nullable Target target,
      @Nullable Digest digest,
      Ground ground,
      boolean allowed,
      List<String> reasons,
      String failure) {
    boolean doubtful = allowed && ground != Ground.EXEMPT;
    return new ImageAnswer(
        image,
        target,
        digest,
        ground,
        allowed,
        VerdictResult.UNKNOWN,
        reasons,
        doubtful ? reasons : List.of(),
        failure,
        null);
  }
}
