package io.registrysidecar.cli;

import io.registrysidecar.CannotStart;
import io.registrysidecar.config.ConfigurationException;
import io.registrysidecar.image.ImageException;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.policy.PolicyException;
import io.registrysidecar.sign.SigningFailure;
import io.registrysidecar.sign.key.KeyFailure;
import io.registrysidecar.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Tells why a command could not be done: one line for what was foreseen; the place in the program
 * for what was not, or when asked for.
 */
final class ExecutionErrors implements IExecutionExceptionHandler {

  private final Console console;
  private final RootCommand root;

  ExecutionErrors(Console console, RootCommand root) {
    this.console = console;
    this.root = root;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    switch (e) {
      case ConfigurationException configuration ->
          configuration.problems().forEach(problem -> console.say("registry-sidecar: " + problem));
      case PolicyException policy ->
          policy
              .problems()
              .forEach(problem -> console.say(Printable.of("registry-sidecar: " + problem)));
      case InterruptedException _ -> console.say("registry-sidecar: interrupted");
      default -> console.say("registry-sidecar: " + message(e));
    }
    if (root.debug) {
      console.say(trace(e).stripTrailing());
    } else if (!isForeseen(e)) {
      console.say("This is a defect of the program. Please report it with what --debug shows.");
    }
    return ExitStatus.NOT_DONE;
  }

  private static boolean isForeseen(Exception e) {
    return switch (e) {
      case CommandFailure _,
          CannotStart _,
          ConfigurationException _,
          PolicyException _,
          ImageException _,
          RegistryException _,
          KeyFailure _,
          SigningFailure _,
          StoreException _,
          MalformedReference _,
          IOException _,
          InterruptedException _ ->
          true;
      default -> false;
    };
  }

  private static String message(Exception e) {
    String message = e.getMessage();
    return isForeseen(e) && message != null
        ? message.lines().findFirst().orElse(message)
        : "unexpected: " + e;
  }

  private static String trace(Exception e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
