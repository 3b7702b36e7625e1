package io.registrysidecar.api;

import io.registrysidecar.admission.Admission;
import io.registrysidecar.admission.MalformedReview;
import io.registrysidecar.admission.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What clusters are answered, on a listener of its own: API servers and admission controllers show
 * certificates, if anything, and no tokens.
 *
 * @param admission decides
 */
public record AdmissionApi(Admission admission) {

  /** By which API servers tell how long they wait. */
  private static final String TIMEOUT = "timeout";

  private static final Pattern SECONDS = Pattern.compile("(\\d{1,4})s");

  /** Everything that is answered there. */
  public List<Route> routes() {
    return List.of(
        route("/admission/validate", admission.validation()),
        route("/admission/mutate", admission.mutation()),
        route("/admission/image-review", admission.imageReviews()),
        route("/admission/kyverno", admission.kyverno()),
        route("/admission/gatekeeper", admission.providerVerdicts()),
        route("/admission/gatekeeper/mutate", admission.providerDigests()),
        // Where Ratify answers, so that a provider of its name needs only another host.
        route("/ratify/gatekeeper/v1/verify", admission.ratifyVerdicts()),
        route("/ratify/gatekeeper/v1/mutate", admission.providerDigests()),
        new VerdictEndpoint(admission).at("/admission/verdict").open());
  }

  private static Route route(String path, Webhook webhook) {
    return new Route(
        "POST",
        new PathPattern(path),
        Route.Access.ANYBODY,
        new Route.Body(webhook.largest(), true),
        Set.of(TIMEOUT),
        call -> answer(webhook, call));
  }

  private static Answer answer(Webhook webhook, Call call) throws Problem, InterruptedException {
    try {
      return Answer.json(200, webhook.answer(call.body(), patience(call)));
    } catch (MalformedReview e) {
      throw Problem.badRequest("malformed-review", String.valueOf(e.getMessage()));
    }
  }

  private static Duration patience(Call call) {
    Matcher seconds = SECONDS.matcher(call.query().getOrDefault(TIMEOUT, ""));
    return seconds.matches()
        ? Duration.ofSeconds(Long.parseLong(seconds.group(1)))
        : Admission.PATIENT;
  }
}
