package io.registrysidecar.api;

import io.registrysidecar.intake.Delivery;
import io.registrysidecar.intake.EventReceiver;
import io.registrysidecar.intake.Reception;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Where registries send their notifications. The credential is the source's own, so it is checked
 * behind this route.
 */
final class EventsEndpoint {

  private final EventReceiver receiver;

  EventsEndpoint(EventReceiver receiver) {
    this.receiver = receiver;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "POST",
            new PathPattern("/events/{source}"),
            Route.Access.ANYBODY,
            new Route.Body(EventReceiver.LARGEST_BODY, false),
            Set.of(),
            this::take));
  }

  private Answer take(Call call) throws Problem, InterruptedException {
    String source = call.inPath("source");
    try {
      return answer(
          source, receiver.receive(new Delivery(source, call.headers(), call.body())).get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("receiving never fails, and it did", e);
    }
  }

  private static Answer answer(String source, Reception reception) throws Problem {
    return switch (reception) {
      case Reception.Taken _ -> Answer.empty(202);
      case Reception.UnknownSource _ ->
          throw Problem.notFound(
              "no registry of the name "
                  + source
                  + " is configured; send its notifications to /events/ and its configured name");
      case Reception.Refused _ ->
          throw Problem.unauthorized(
              "send the token of the registry's events.token-file as Authorization: Bearer TOKEN");
      case Reception.NotNow(var reason, var retryAfter) ->
          throw Problem.unavailable("busy", reason, Math.toIntExact(retryAfter.toSeconds()));
    };
  }
}
