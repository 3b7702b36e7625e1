package io.registrysidecar.api;

import io.registrysidecar.store.JobFilter;
import io.registrysidecar.store.JobStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The queue and its dead letters. */
final class JobsEndpoint {

  private final JobStore jobs;
  private final Registries registries;

  JobsEndpoint(JobStore jobs, Registries registries) {
    this.jobs = jobs;
    this.registries = registries;
  }

  List<Route> routes() {
    Set<String> filters = new HashSet<>(Paging.PARAMETERS);
    filters.addAll(Set.of("state", "kind", "registry", "repository"));
    return List.of(Route.get("/api/v1/jobs", filters, this::list));
  }

  private Answer list(Call call) throws Problem {
    JobFilter filter =
        new JobFilter(
            call.query().get("kind"),
            registries.known(call.query().get("registry")),
            Parameters.repository(call.query().get("repository")));
    State state = Parameters.oneOf("state", State.class, call.query().get("state"));
    return state == State.DEAD
        ? Paging.answer(jobs.dead(filter, Paging.requested(call)), JobView::of)
        : Paging.answer(jobs.list(filter, Paging.requested(call)), JobView::of);
  }

  /** Which jobs can be asked for. */
  private enum State {
    /** Those that run or wait. */
    ALIVE,
    /** Those that were given up. */
    DEAD
  }
}
