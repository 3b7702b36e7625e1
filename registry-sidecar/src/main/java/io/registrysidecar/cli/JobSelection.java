package io.registrysidecar.cli;

import io.registrysidecar.store.DeadJob;
import io.registrysidecar.store.JobFilter;
import io.registrysidecar.store.JobStore;
import io.registrysidecar.store.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which jobs are meant. */
final class JobSelection {

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Parameters(
      arity = "0..*",
      paramLabel = "JOB",
      description = "The names of jobs, as jobs list shows them.")
  List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "All that were given up.")
  boolean all;

  /** Checks that it is clear which are meant. */
  void check() {
    if (all == !ids.isEmpty()) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "Name jobs, or say --all for all that were given up.");
    }
  }

  /** Does something to each job that is meant; gives to how many. */
  int each(JobStore jobs, Predicate<String> action) throws CommandFailure {
    return all ? eachDead(jobs, action) : eachNamed(action);
  }

  private int eachNamed(Predicate<String> action) throws CommandFailure {
    for (String id : ids) {
      if (!action.test(id)) {
        throw new CommandFailure(
            command.name()
                + " "
                + id
                + ": there is no such job. See: registry-sidecar jobs list --dead");
      }
    }
    return ids.size();
  }

  private static int eachDead(JobStore jobs, Predicate<String> action) {
    int count = 0;
    while (true) {
      List<DeadJob> dead = jobs.dead(JobFilter.ALL, PageRequest.first(PageRequest.LARGEST)).items();
      long changed = dead.stream().filter(job -> action.test(job.id())).count();
      count += (int) changed;
      if (changed == 0) {
        return count;
      }
    }
  }
}
