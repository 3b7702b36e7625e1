package io.registrysidecar.api;

import io.registrysidecar.store.Inbox;
import java.util.List;
import java.util.Set;

/** Notifications that led to nothing: shown, so that somebody mends the reason, and forgotten. */
final class DeadLettersEndpoint {

  private static final String PATH = "/api/v1/dead-letters";
  private static final String ONE = PATH + "/{id}";

  private final Inbox inbox;

  DeadLettersEndpoint(Inbox inbox) {
    this.inbox = inbox;
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, Paging.PARAMETERS, this::list),
        Route.get(ONE, Set.of(), this::one),
        new Route(
            "DELETE",
            new PathPattern(ONE),
            Route.Access.USERS,
            Route.Body.NONE,
            Set.of(),
            this::drop));
  }

  private Answer list(Call call) throws Problem {
    return Paging.answer(inbox.deadLetters(Paging.requested(call)), DeadLetterView::of);
  }

  private Answer one(Call call) throws Problem {
    return inbox
        .open(id(call))
        .map(opened -> Answer.json(DeadLetterView.of(opened)))
        .orElseThrow(() -> absent(call));
  }

  private Answer drop(Call call) throws Problem {
    if (!inbox.dropDeadLetter(id(call))) {
      throw absent(call);
    }
    return Answer.empty(204);
  }

  private static long id(Call call) throws Problem {
    return Parameters.number("dead letter", call.inPath("id"));
  }

  private static Problem absent(Call call) {
    return Problem.notFound(
        "there is no dead letter "
            + call.inPath("id")
            + "; GET "
            + PATH
            + " lists those there are");
  }
}
