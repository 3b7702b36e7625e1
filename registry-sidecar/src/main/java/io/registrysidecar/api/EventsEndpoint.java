package io.registrysidecar.api;

import java.util.List;
import java.util.Set;

/**
 * Where registries send their notifications. The credential is the source's own, so it is checked
 * behind this route.
 */
final class EventsEndpoint {

  private final Notifications notifications;
  private final int largest;

  EventsEndpoint(Notifications notifications, int largest) {
    this.notifications = notifications;
    this.largest = largest;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "POST",
            new PathPattern("/events/{source}"),
            Route.Access.ANYBODY,
            new Route.Body(largest, false),
            Set.of(),
            call -> {
              notifications.take(call.inPath("source"), call);
              return Answer.empty(202);
            }));
  }
}
