package io.registrysidecar.cli;

import io.registrysidecar.store.DeadJob;
import io.registrysidecar.store.JobFilter;
import io.registrysidecar.store.JobStore;
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

  @Mixin ListOptions list;

  JobsListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Instant now = Instant.now();
    try (Store store = LocalState.open(configuration.load(console), now)) {
      JobStore jobs = store.jobs();
      if (dead) {
        list.print(console, jobs.dead(JobFilter.ALL, list.page()), this::line);
      } else {
        list.print(console, jobs.list(JobFilter.ALL, list.page()), job -> line(job, now));
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
