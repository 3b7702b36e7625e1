package io.registrysidecar.cli;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.publish.PublishedImage;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the whole loop on this machine. */
@Command(
    name = "demo",
    description = {
      "Shows the whole loop on this machine, without network: a registry in memory that sends"
          + " notifications, the sidecar, and a push of a small image with known vulnerabilities."
          + " Then shows what anybody who can pull the image sees.",
      "Leaves nothing behind."
    },
    footer = {
      "%nExamples:",
      "  registry-sidecar demo",
      "  registry-sidecar demo --keep      (then push images of your own to the address that it"
          + " prints)"
    })
final class DemoCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--keep",
      description =
          "Leave the registry and the sidecar running until Ctrl-C, and print their addresses.")
  boolean keep;

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    LogSettings.quietUnlessAsked();
    Stopwatch steps = new Stopwatch(console, System::nanoTime);
    try (DemoStage stage = DemoStage.build(steps, console.environment())) {
      Shutdown.whenProcessEnds(stage::close);
      Digest image = stage.push();
      PublishedImage seen = stage.awaitResults(image);
      DemoView view = new DemoView(console, stage);
      view.show(seen);
      view.showHowToRead(seen, keep);
      console.out().flush();
      if (keep) {
        console.say("");
        console.say("Both run until Ctrl-C.");
        new CountDownLatch(1).await();
      }
      return ExitStatus.DONE;
    }
  }
}
