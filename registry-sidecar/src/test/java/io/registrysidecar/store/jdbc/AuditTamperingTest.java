package io.registrysidecar.store.jdbc;

import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.audit.EventChain;
import io.registrysidecar.audit.EventType;
import io.registrysidecar.store.NewEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever works on the database itself is noticed. */
class AuditTamperingTest {

  @TempDir private Path directory;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(directory, NOON);
    store
        .audit()
        .append(
            IntStream.rangeClosed(1, 4)
                .mapToObj(i ->
                    new NewEvent(
                        image("a"),
                        NOON,
                        EventType.PUSHED,
                        "user" + i,
                        Map.of("tag", "1." + i),
                        "push/" + i))
                .toList());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void nobodyTouchedIt() {
    assertThat(check()).isInstanceOf(EventChain.Result.Whole.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM audit_event WHERE sequence = 1",
        "DELETE FROM audit_event WHERE sequence = 2",
        "DELETE FROM audit_event WHERE sequence = 4",
        "DELETE FROM audit_event",
        "DELETE FROM audit_chain",
        "UPDATE audit_event SET actor = 'mallory' WHERE sequence = 1",
        "UPDATE audit_event SET actor = NULL WHERE sequence = 4",
        "UPDATE audit_event SET at = at + 1 WHERE sequence = 3",
        "UPDATE audit_event SET type = 'scanned' WHERE sequence = 2",
        "UPDATE audit_event SET type = 'nothing' WHERE sequence = 2",
        "UPDATE audit_event SET detail = '{}' WHERE sequence = 2",
        "UPDATE audit_event SET detail = '' WHERE sequence = 2",
        "UPDATE audit_event SET prev = 'sha256:x' WHERE sequence = 2",
        "UPDATE audit_event SET sequence = 9 WHERE sequence = 4",
        "UPDATE audit_chain SET length = 3",
        "UPDATE audit_chain SET head = ''",
      })
  void whatWasDoneBehindItsBackIsNoticed(String sql) {
    store.database().write("tamper", session -> session.update(sql));

    assertThat(check()).isInstanceOf(EventChain.Result.Broken.class);
  }

  @Test
  void theNewestEventAndTheHeadRemovedTogetherAreKnownFromATrailElsewhere() {
    var before = store.audit().newest(image("a"), 10).getLast().digest();
    store
        .database()
        .write("tamper", session -> session.update("DELETE FROM audit_event WHERE sequence = 4"));
    store
        .database()
        .write(
            "tamper",
            session ->
                session.update(
                    "UPDATE audit_chain SET length = 3, head = ?",
                    store.audit().newest(image("a"), 10).getLast().digest()));

    assertThat(check()).isInstanceOf(EventChain.Result.Whole.class);
    assertThat(List.of(store.audit().newest(image("a"), 10).getLast().digest()))
        .doesNotContain(before);
  }

  private EventChain.Result check() {
    return store.audit().check(image("a"), 100);
  }
}
