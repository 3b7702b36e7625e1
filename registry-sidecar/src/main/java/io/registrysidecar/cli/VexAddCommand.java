package io.registrysidecar.cli;

import io.registrysidecar.advisory.vex.MalformedVex;
import io.registrysidecar.advisory.vex.VexMark;
import io.registrysidecar.advisory.vex.VexWords;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.store.StatedFindings;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.StoredVex;
import io.registrysidecar.store.VexScope;
import io.registrysidecar.store.VexStore;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Records a statement. */
@Command(
    name = "add",
    description = {
      "Says of an image, or of every image of a repository, whether a vulnerability does harm"
          + " there.",
      "The images are judged again; findings that are silenced stay in their reports, as"
          + " suppressed, with the statement."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar vex add registry.example.com/team/app:1.0 --vulnerability CVE-2026-1234"
          + " \\",
      "    --status not_affected --justification vulnerable_code_not_in_execute_path \\",
      "    --author 'Ada Lovelace <ada@example.com>' --expires 90d",
      "  registry-sidecar vex add registry.example.com/team/app --vulnerability CVE-2026-1234 \\",
      "    --component pkg:deb/debian/openssl@3.0.9-1 --status affected --action 'Wait for 1.1.'"
          + " \\",
      "    --author 'Ada Lovelace'"
    })
final class VexAddCommand implements Callable<Integer> {

  private final Console console;

  @Spec CommandSpec spec;
  @Mixin StateOptions configuration;

  @Parameters(
      paramLabel = "IMAGE|REPOSITORY",
      description =
          "The image: registry/repository:tag or @digest. Without tag and digest every image of the"
              + " repository is meant, also those that are not there yet.")
  VexTarget target;

  @Option(
      names = "--vulnerability",
      paramLabel = "ID",
      required = true,
      description = "The vulnerability, such as CVE-2026-1234.")
  @Nullable String vulnerability;

  @Option(
      names = "--component",
      paramLabel = "PURL",
      description =
          "The package URL of the part that is meant, as reports show it. Default: all of the"
              + " image.")
  @Nullable String component;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      required = true,
      description = "One of not_affected, affected, fixed and under_investigation.")
  @Nullable String status;

  @Option(
      names = "--justification",
      paramLabel = "WORD",
      description =
          "Why it is not affected: component_not_present, vulnerable_code_not_present,"
              + " vulnerable_code_not_in_execute_path,"
              + " vulnerable_code_cannot_be_controlled_by_adversary or"
              + " inline_mitigations_already_exist. not_affected needs this or --impact.")
  @Nullable String justification;

  @Option(names = "--impact", paramLabel = "TEXT", description = "The same in prose.")
  @Nullable String impact;

  @Option(
      names = "--action",
      paramLabel = "TEXT",
      description = "What users should do; affected needs it.")
  @Nullable String action;

  @Option(
      names = "--author",
      paramLabel = "NAME",
      required = true,
      description = "Who answers for the statement.")
  @Nullable String author;

  @Option(
      names = "--expires",
      paramLabel = "WHEN",
      description =
          "Until when it counts: its last day (2027-01-31), a time (2027-01-31T12:00:00Z) or how"
              + " long (30d, 12h, 15m, 90s), in UTC. Default: until it is removed.")
  @Nullable String expires;

  VexAddCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Instant now = Instant.now();
    VexMark mark = mark(now);
    Configuration configured = configuration.load(console);
    try (Store store = LocalState.open(configured, now)) {
      VexScope scope = target.scope(configured, store.images());
      StoredVex added =
          store
              .vex()
              .add(scope, mark, whoRunsThis(), now)
              .orElseThrow(() ->
                  new CommandFailure(
                      target
                          + ": there are "
                          + VexStore.MOST
                          + " statements about this repository already. Remove some:"
                          + " registry-sidecar vex list"));
      console.out().println(added.id());
      console.say(
          "statement "
              + added.id()
              + " recorded; the service judges the images again within seconds");
      new StatedFindings(store.images())
          .hint(scope, mark)
          .ifPresent(hint ->
              console.say(
                  hint
                      + ". It counts when such a finding comes; registry-sidecar vex remove "
                      + added.id()
                      + " takes it back"));
      return ExitStatus.DONE;
    }
  }

  /** The system's word for whoever runs a command, for records of who did what. */
  static String whoRunsThis() {
    return "command of " + System.getProperty("user.name", "an unknown user");
  }

  private VexMark mark(Instant now) {
    try {
      return new VexWords(
              vulnerability, component, status, justification, impact, action, author, expires)
          .mark(now);
    } catch (MalformedVex e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.reason() + ".");
    }
  }
}
