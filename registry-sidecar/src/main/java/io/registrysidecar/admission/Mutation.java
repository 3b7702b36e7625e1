package io.registrysidecar.admission;

import io.registrysidecar.config.WhenInDoubt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers API servers that ask as mutating webhooks: each tag is replaced by what it names, so that
 * what is judged and what runs are the same. Whether it may run is said to validating webhooks,
 * which are asked afterwards.
 */
final class Mutation implements ReviewWebhook.Answerer {

  private final Decisions decisions;
  private final WhenInDoubt inDoubt;

  Mutation(Decisions decisions, WhenInDoubt inDoubt) {
    this.decisions = decisions;
    this.inDoubt = inDoubt;
  }

  @Override
  public ReviewAnswer answer(Review review, Deadline deadline) throws InterruptedException {
    Map<String, Pin> pins = new HashMap<>();
    List<PodImage> pinned = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (PodImage image : review.images()) {
      if (!pins.containsKey(image.image())) {
        pins.put(
            image.image(), decisions.pin(new Wanted(image.image(), review.namespace()), deadline));
        if (pins.get(image.image()) instanceof Pin.Failed(String why)) {
          failures.add(image.image() + ": its tag is not replaced: " + why);
        }
      }
      if (pins.get(image.image()) instanceof Pin.To(String reference)) {
        pinned.add(new PodImage(image.pointer(), reference));
      }
    }
    return failures.isEmpty() || inDoubt == WhenInDoubt.ALLOW
        ? ReviewAnswer.allowed(review.uid(), failures, Map.of()).with(pinned)
        : ReviewAnswer.refused(review.uid(), String.join("\n", failures), List.of(), Map.of());
  }
}
