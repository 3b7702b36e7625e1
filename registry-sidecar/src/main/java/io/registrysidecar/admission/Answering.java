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
    return without(image, Ground.EXEMPT, true, List.of(why), List.of(), "");
  }

  /** Of something that cannot name an image, so that no node can run it. */
  ImageAnswer malformed(String image, String why) {
    return without(image, Ground.MALFORMED, false, List.of(why), List.of(), why);
  }

  /** Of an image that is not looked after. */
  ImageAnswer foreign(String image, String why) {
    boolean allowed = rules.unknownRegistry() == WhenInDoubt.ALLOW;
    return without(
        image, Ground.FOREIGN, allowed, List.of(why), allowed ? List.of(why) : List.of(), "");
  }

  /** Where a registry or the state could not be asked. */
  ImageAnswer failed(String image, @Nullable Target target, @Nullable Digest digest, String why) {
    boolean allowed = rules.error() == WhenInDoubt.ALLOW;
    List<String> reasons = List.of(why);
    return new ImageAnswer(
        image,
        target,
        digest,
        Ground.ERROR,
        allowed,
        VerdictResult.UNKNOWN,
        reasons,
        allowed ? reasons : List.of(),
        why,
        null);
  }

  /** Of an image that its registry does not have. */
  ImageAnswer missing(String image, Target target) {
    String why = target.absent();
    return new ImageAnswer(
        image,
        target,
        null,
        Ground.MISSING,
        false,
        VerdictResult.UNKNOWN,
        List.of(why),
        List.of(),
        why,
        null);
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
    return unknown(image, target, digest, Ground.UNSCANNABLE, allowed, List.of(why));
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
    return unknown(image, target, digest, Ground.PENDING, allowed, reasons);
  }

  private static ImageAnswer unknown(
      String image,
      Target target,
      Digest digest,
      Ground ground,
      boolean allowed,
      List<String> reasons) {
    return new ImageAnswer(
        image,
        target,
        digest,
        ground,
        allowed,
        VerdictResult.UNKNOWN,
        reasons,
        allowed ? reasons : List.of(),
        "",
        null);
  }

  private static ImageAnswer without(
      String image,
      Ground ground,
      boolean allowed,
      List<String> reasons,
      List<String> warnings,
      String failure) {
    return new ImageAnswer(
        image,
        null,
        null,
        ground,
        allowed,
        VerdictResult.UNKNOWN,
        reasons,
        warnings,
        failure,
        null);
  }
}
