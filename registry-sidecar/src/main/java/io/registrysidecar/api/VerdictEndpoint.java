package io.registrysidecar.api;

import io.registrysidecar.admission.Admission;
import io.registrysidecar.oci.MalformedReference;
import java.util.Set;

/** Whether one image may run, for scripts. */
final class VerdictEndpoint {

  private final Admission admission;

  VerdictEndpoint(Admission admission) {
    this.admission = admission;
  }

  /** The route at {@code path}. */
  Route at(String path) {
    return Route.get(path, Set.of("image", "namespace"), this::answer);
  }

  private Answer answer(Call call) throws Problem, InterruptedException {
    String image = call.query().get("image");
    if (image == null) {
      throw Problem.badRequest(
          "malformed-parameter", "say which image: ?image=registry.example.com/team/app:1.0");
    }
    try {
      Admission.Told told = admission.verdict(image, call.query().getOrDefault("namespace", ""));
      return Answer.json(told.known() ? 200 : 404, told.json());
    } catch (MalformedReference e) {
      throw Parameters.malformed(e);
    }
  }
}
