package io.registrysidecar.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Answers policies of Kyverno that ask with {@code apiCall}. */
final class KyvernoCalls implements Webhook {

  private final Decisions decisions;
  private final Duration longest;

  KyvernoCalls(Decisions decisions, Duration longest) {
    this.decisions = decisions;
    this.longest = longest;
  }

  @Override
  public int largest() {
    return KyvernoRequest.LARGEST;
  }

  @Override
  public byte[] answer(byte[] body, Duration patience)
      throws MalformedReview, InterruptedException {
    Deadline deadline = Admission.deadline(longest, patience);
    KyvernoRequest request = KyvernoRequest.read(body);
    List<Wanted> wanted =
        request.images().stream().map(image -> new Wanted(image, request.namespace())).toList();
    return json(
        decisions
            .decide(wanted, new Asking(deadline, request.dryRun(), Endpoint.KYVERNO))
            .values());
  }

  private static byte[] json(Collection<ImageAnswer> answers) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("allowed", answers.stream().allMatch(ImageAnswer::allowed));
    json.put(
        "message",
        answers.stream()
            .filter(answer -> !answer.allowed())
            .map(ImageAnswer::message)
            .collect(Collectors.joining("\n")));
    ArrayNode images = json.putArray("images");
    answers.forEach(answer -> images.add(VerdictJson.of(answer)));
    return BoundedJson.write(json);
  }
}
