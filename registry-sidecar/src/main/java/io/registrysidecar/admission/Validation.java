package io.registrysidecar.admission;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers API servers that ask as validating webhooks: whether an object may be stored. */
final class Validation implements ReviewWebhook.Answerer {

  private final Decisions decisions;

  Validation(Decisions decisions) {
    this.decisions = decisions;
  }

  @Override
  public ReviewAnswer answer(Review review, Deadline deadline) throws InterruptedException {
    List<Wanted> wanted =
        review.images().stream()
            .map(image -> new Wanted(image.image(), review.namespace()))
            .toList();
    Collection<ImageAnswer> answers =
        decisions.decide(wanted, new Asking(deadline, review.dryRun(), Endpoint.VALIDATE)).values();
    List<String> refused =
        answers.stream().filter(answer -> !answer.allowed()).map(ImageAnswer::message).toList();
    return refused.isEmpty()
        ? ReviewAnswer.allowed(review.uid(), warnings(answers), audit(answers))
        : ReviewAnswer.refused(
            review.uid(), String.join("\n", refused), warnings(answers), audit(answers));
  }

  static List<String> warnings(Collection<ImageAnswer> answers) {
    List<String> warnings = new ArrayList<>();
    for (ImageAnswer answer : answers) {
      answer.warnings().forEach(warning -> warnings.add(answer.image() + ": " + warning));
    }
    return warnings;
  }

  /** The verdicts on the images and their digests, both in the same order. */
  static Map<String, String> audit(Collection<ImageAnswer> answers) {
    return answers.isEmpty()
        ? Map.of()
        : Map.of(
            "verdict", joined(answers, answer -> answer.verdict().word()),
            "digest", joined(answers, a -> a.digest() == null ? "-" : String.valueOf(a.digest())));
  }

  private static String joined(
      Collection<ImageAnswer> answers, Function<ImageAnswer, String> part) {
    return answers.stream().map(part).collect(Collectors.joining(","));
  }
}
