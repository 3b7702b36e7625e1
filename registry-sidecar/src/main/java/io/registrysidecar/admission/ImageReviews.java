package io.registrysidecar.admission;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Answers the ImagePolicyWebhook of API servers. Annotations that ask for an exception are not
 * looked at: who may make a Pod could write them.
 */
final class ImageReviews implements Webhook {

  private final Decisions decisions;
  private final Duration longest;

  ImageReviews(Decisions decisions, Duration longest) {
    this.decisions = decisions;
    this.longest = longest;
  }

  @Override
  public int largest() {
    return ImageReview.LARGEST;
  }

  @Override
  public byte[] answer(byte[] body, Duration patience)
      throws MalformedReview, InterruptedException {
    Deadline deadline = Admission.deadline(longest, patience);
    ImageReview review = ImageReview.read(body);
    List<Wanted> wanted =
        review.images().stream().map(image -> new Wanted(image, review.namespace())).toList();
    return json(
        decisions.decide(wanted, new Asking(deadline, false, Endpoint.IMAGE_REVIEW)).values());
  }

  private static byte[] json(Collection<ImageAnswer> answers) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("apiVersion", ImageReview.API_VERSION).put("kind", ImageReview.KIND);
    ObjectNode status = json.putObject("status");
    boolean allowed = answers.stream().allMatch(ImageAnswer::allowed);
    status.put("allowed", allowed);
    if (!allowed) {
      status.put(
          "reason",
          answers.stream()
              .filter(answer -> !answer.allowed())
              .map(ImageAnswer::message)
              .collect(Collectors.joining("\n")));
    }
    ObjectNode audit = status.putObject("auditAnnotations");
    Validation.audit(answers).forEach(audit::put);
    return BoundedJson.write(json);
  }
}
