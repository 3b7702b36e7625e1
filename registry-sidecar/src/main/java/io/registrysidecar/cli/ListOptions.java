package io.registrysidecar.cli;

import io.registrysidecar.store.Page;
import io.registrysidecar.store.PageRequest;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** How much of a list is shown. */
final class ListOptions {

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "The most lines, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  int limit;

  /** The page to ask for. */
  PageRequest page() {
    return PageRequest.first(Math.clamp(limit, 1, PageRequest.LARGEST));
  }

  /** Prints a line for each item, and says when there are more. */
  <T> void print(Console console, Page<T> page, Function<T, String> line) {
    page.items().forEach(item -> console.out().println(Printable.of(line.apply(item))));
    if (page.next() != null) {
      console.say("There are more; ask for up to 1000 with --limit.");
    }
  }
}
