package io.registrysidecar.admission;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Answers Gatekeeper, which asks an external data provider whether images may run.
 *
 * <p>What could not be found out is a value as well, of no success: some templates of Ratify look
 * at no errors, and would let it run.
 */
final class ProviderVerdicts implements Webhook {

  private final Decisions decisions;
  private final Duration longest;
  private final InstantSource clock;

  ProviderVerdicts(Decisions decisions, Duration longest, InstantSource clock) {
    this.decisions = decisions;
    this.longest = longest;
    this.clock = clock;
  }

  @Override
  public int largest() {
    return ProviderRequest.LARGEST;
  }

  @Override
  public byte[] answer(byte[] body, Duration patience)
      throws MalformedReview, InterruptedException {
    Deadline deadline = Admission.deadline(longest, patience);
    ProviderRequest request = ProviderRequest.read(body);
    Map<Wanted, ImageAnswer> answers =
        decisions.decide(
            request.keys().stream().map(ProviderKey::wanted).toList(), new Asking(deadline, false));
    String trace = UUID.randomUUID().toString();
    Instant now = clock.instant();
    List<ProviderResponse.Item> items = new ArrayList<>();
    for (ProviderKey key : request.keys()) {
      ImageAnswer answer = answers.get(key.wanted());
      if (answer == null) {
        throw new IllegalStateException("unreachable: each image has an answer");
      }
      items.add(new ProviderResponse.Item(key, RatifyValue.of(answer, trace, now), ""));
    }
    return new ProviderResponse(false, items, "").json();
  }
}
