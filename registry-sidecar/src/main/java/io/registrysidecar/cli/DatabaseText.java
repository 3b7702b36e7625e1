package io.registrysidecar.cli;

import io.registrysidecar.advisory.DatabaseInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an advisory database says of itself, for people. */
final class DatabaseText {

  private DatabaseText() {}

  static String of(Path file, DatabaseInfo info, Instant now) {
    StringBuilder text = new StringBuilder();
    line(text, "file", file.toString());
    line(text, "version", info.version());
    line(text, "advisories", String.format(Locale.ROOT, "%,d", info.records()));
    line(text, "newest", age(info.newestRecord(), now));
    line(text, "imported", age(info.builtAt(), now));
    for (DatabaseInfo.Feed feed : info.feeds()) {
      line(
          text,
          "from",
          String.format(
              Locale.ROOT,
              "%s: %,d, newest %s",
              feed.name(),
              feed.records(),
              age(feed.newestRecord(), now)));
    }
    info.rows()
        .forEach((ecosystem, rows) ->
            line(
                text,
                "about",
                String.format(Locale.ROOT, "%s: %,d packages affected", ecosystem, rows)));
    if (info.sample()) {
      text.append(
          """

          This is the sample that ships with the program: a few real records, to try things out. Most problems are not found with it.
          To load the full data: registry-sidecar db import DIRECTORY|FILE|URL
          """);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-10s  %s%n", name, Printable.of(value)));
  }

  private static String age(@Nullable Instant then, Instant now) {
    if (then == null) {
      return "unknown";
    }
    long days = Duration.between(then, now).toDays();
    return then + (days < 1 ? " (today)" : " (" + days + (days == 1 ? " day ago)" : " days ago)"));
  }
}
