package io.registrysidecar.cli;

import io.registrysidecar.store.DeadJob;
import io.registrysidecar.store.JobFilter;
import io.registrysidecar.store.JobStore;
import io.registrysidecar.store.Page;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.StoredJob;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what is queued or what was given up. */
@Command(
    name = "list",
    description =
        "Lists what is queued, running, or waiting to be tried again; or what was given up.",
    footer = {
      "%nExamples:",
      "  registry-sidecar jobs list",
      "  registry-sidecar jobs list --dead --limit 1000"
    })
final class JobsListCommand implements Callable<Integer> {

  private final Console console;

  @Mixin StateOptions configuration;

  @Option(names = "--dead", description = "List what was given up, instead.")
  boolean dead;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "The most lines, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  int limit;

  JobsListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Instant now = Instant.now();
    try (Store store = LocalState.open(configuration.load(console), now)) {
      JobStore jobs = store.jobs();
      PageRequest page = PageRequest.first(Math.clamp(limit, 1, PageRequest.LARGEST));
      boolean more =
          dead
              ? list(jobs.dead(JobFilter.ALL, page), this::line)
              : list(jobs.list(JobFilter.ALL, page), job -> line(job, now));
      if (more) {
        console.say("There are more; ask for up to 1000 with --limit.");
      }
      JobStore.Counts counts = jobs.counts(now);
      console.say(
          String.format(
              Locale.ROOT,
              "%d ready, %d waiting to be tried again, %d running, %d given up",
              counts.ready(),
              counts.waiting(),
              counts.running(),
              counts.dead()));
      return ExitStatus.DONE;
    }
  }

  private <T> boolean list(Page<T> page, java.util.function.Function<T, String> line) {
    page.items().forEach(item -> console.out().println(Printable.of(line.apply(item))));
    return page.next() != null;
  }

  private String line(StoredJob job, Instant now) {
    String state = job.running() ? "running" : job.due().isAfter(now) ? "waiting" : "ready";
    String retry =
        job.attempts() == 0
            ? ""
            : "  attempt " + (job.attempts() + 1) + " at " + job.due() + ": " + job.reason();
    return String.format(Locale.ROOT, "%-7s  %s%s", state, job.id(), retry);
  }

  private String line(DeadJob job) {
    return job.id()
        + "  given up "
        + job.diedAt()
        + " after "
        + job.attempts()
        + " attempts: "
        + job.reason();
  }
}
