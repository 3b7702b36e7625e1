package io.registrysidecar.admission;

import com.fasterxml.jackson.databind.node.TextNode;
import io.registrysidecar.config.WhenInDoubt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Answers Gatekeeper, which asks an external data provider what to write instead of tags. */
final class ProviderDigests implements Webhook {

  private final Decisions decisions;
  private final Duration longest;
  private final WhenInDoubt inDoubt;

  ProviderDigests(Decisions decisions, Duration longest, WhenInDoubt inDoubt) {
    this.decisions = decisions;
    this.longest = longest;
    this.inDoubt = inDoubt;
  }

  @Override
  public int largest() {
    return ProviderRequest.LARGEST;
  }

  @Override
  public byte[] answer(byte[] body, Duration patience)
      throws MalformedReview, InterruptedException {
    Deadline deadline = Admission.deadline(longest, patience);
    List<ProviderResponse.Item> items = new ArrayList<>();
    for (ProviderKey key : ProviderRequest.read(body).keys()) {
      items.add(item(key, decisions.pin(key.wanted(), deadline)));
    }
    return new ProviderResponse(true, items, "").json();
  }

  private ProviderResponse.Item item(ProviderKey key, Pin pin) {
    TextNode unchanged = TextNode.valueOf(key.image());
    return switch (pin) {
      case Pin.AsItIs() -> new ProviderResponse.Item(key, unchanged, "");
      case Pin.To(String reference) ->
          new ProviderResponse.Item(key, TextNode.valueOf(reference), "");
      case Pin.Failed(String why) ->
          new ProviderResponse.Item(
              key, unchanged, inDoubt == WhenInDoubt.ALLOW ? "" : key.image() + ": " + why);
    };
  }
}
