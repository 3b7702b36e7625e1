package io.registrysidecar.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.store.Inbox.Unreadable;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notifications that led to nothing, by command. */
class DeadLettersTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path home;

  @BeforeEach
  void twoCame() {
    try (Store store = SqliteStore.open(home.resolve("state"), Instant.now())) {
      store
          .inbox()
          .append(
              List.of(
                  new Unreadable("main", NOON, "not JSON", "text/plain", "hello".getBytes(UTF_8)),
                  new Unreadable("main", NOON, "no event", "", "{\n\u001b[2J\n}".getBytes(UTF_8))));
    }
  }

  private CliRun run(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "dead-letters";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CliRun.of(home, all);
  }

  @Test
  void theyAreListedWithTheReason() {
    CliRun run = run("list");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "2  2026-03-01T12:00:00Z  main  8 bytes: no event",
            "1  2026-03-01T12:00:00Z  main  5 bytes: not JSON");
    assertThat(run.err()).contains("2 notifications led to nothing");
    assertThat(run("list", "--limit", "1").err()).contains("There are more");
  }

  @Test
  void whatWasSentIsShownAndNoTerminalObeysIt() {
    CliRun run = run("show", "2");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines()).containsExactly("{", "\ufffd[2J", "}");
    assertThat(run.err()).contains("main, 2026-03-01T12:00:00Z: no event");
  }

  @Test
  void theyAreDroppedByTheirNumbersOrAltogether() {
    assertThat(run("drop", "1").err()).contains("1 dropped");
    assertThat(run("list").out().lines()).hasSize(1);
    assertThat(run("drop", "--all").err()).contains("1 dropped");
    assertThat(run("list").out()).isEmpty();
  }

  @Test
  void aNumberThatThereIsNotIsSaidWithStatus3() {
    for (String action : List.of("show", "drop")) {
      CliRun run = run(action, "7");

      assertThat(run.status()).isEqualTo(3);
      assertThat(run.err())
          .contains(action + " 7: there is no notification of this number that led to nothing");
    }
  }
}
