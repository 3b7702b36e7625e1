package io.registrysidecar.intake;

import static io.registrysidecar.store.Samples.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.store.Inbox;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventReceiverTest {

  private static final String PUSH = "{\"repository\": \"app\", \"tag\": \"v1\", \"id\": \"%s\"}";

  @TempDir Path directory;
  private final AtomicInteger woken = new AtomicInteger();
  private final IntakeCounts counts = new IntakeCounts();
  private SqliteStore store;
  private EventReceiver receiver;

  @BeforeEach
  void open() {
    store = SqliteStore.open(directory, NOON);
    receiver =
        new EventReceiver(
            List.of(
                new EventSource(
                    "main", "auto", SourceCredential.secret("main token"), name -> true),
                new EventSource(
                    "other",
                    "generic",
                    SourceCredential.secret("other token"),
                    name -> name.value().startsWith("app")),
                new EventSource("open", "auto", SourceCredential.NONE, name -> true)),
            new LoopFilter("registry-sidecar/", Set.of()),
            store.inbox(),
            woken::incrementAndGet,
            counts,
            () -> NOON);
  }

  @AfterEach
  void close() {
    receiver.close();
    store.close();
  }

  @Test
  void whatWasTakenIsOnDisk() {
    assertThat(receive("main", "Bearer main token", PUSH.formatted("1")))
        .isEqualTo(new Reception.Taken());

    try (SqliteStore afterPowerLoss = SqliteStore.open(directory, NOON)) {
      assertThat(afterPowerLoss.inbox().undispatched(10))
          .singleElement()
          .satisfies(accepted -> assertThat(accepted.event().source()).isEqualTo("main"));
    }
    assertThat(counts.accepted()).isEqualTo(1);
  }

  @Test
  void eachSourceHasItsOwnCredential() {
    assertThat(receive("main", "Bearer other token", PUSH.formatted("1")))
        .isEqualTo(new Reception.Refused());
    assertThat(receive("other", "Bearer main token", PUSH.formatted("1")))
        .isEqualTo(new Reception.Refused());
    assertThat(receive("other", "Bearer other token", PUSH.formatted("1")))
        .isEqualTo(new Reception.Taken());
    assertThat(receive("open", "", PUSH.formatted("1"))).isEqualTo(new Reception.Taken());
    assertThat(receive("nobody", "Bearer main token", PUSH.formatted("1")))
        .isEqualTo(new Reception.UnknownSource());

    assertThat(store.inbox().backlog()).isEqualTo(2);
    assertThat(counts.refused()).isEqualTo(2);
  }

  @Test
  void whoIsRefusedIsNotEvenRead() {
    assertThat(receive("main", "wrong", "not JSON")).isEqualTo(new Reception.Refused());

    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void anEventDeliveredAgainIsTakenAgainButIsStillOne() {
    receive("main", "main token", PUSH.formatted("1"));
    assertThat(receive("main", "main token", PUSH.formatted("1"))).isEqualTo(new Reception.Taken());

    assertThat(store.inbox().backlog()).isEqualTo(1);
  }

  @Test
  void whatTellsOfNothingThatMattersIsTakenWithoutTouchingTheDisk() {
    Delivery pull = Resources.captured("distribution-2.8.2-pull");
    Delivery asOpen = new Delivery("open", pull.headers(), pull.body());

    assertThat(receiver.receive(asOpen).join()).isEqualTo(new Reception.Taken());
    assertThat(receive("other", "other token", "{\"repository\": \"x\", \"tag\": \"v1\"}"))
        .as("a repository that is not looked after")
        .isEqualTo(new Reception.Taken());

    assertThat(store.inbox().backlog()).isZero();
    assertThat(woken).hasValue(0);
    assertThat(counts.dropped()).isEqualTo(2);
  }

  static Stream<String> malformed() {
    return Resources.names("malformed").stream();
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatNobodyCanReadIsTakenAndKept(String name) {
    byte[] body = Resources.malformed(name);

    assertThat(receive("open", "", body)).isEqualTo(new Reception.Taken());
    assertThat(store.inbox().backlog()).isZero();
    assertThat(deadLetters())
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.reason()).isNotEmpty();
          assertThat(body(letter)).isEqualTo(body);
          assertThat(letter.source()).isEqualTo("open");
        });
    assertThat(counts.unreadable()).isEqualTo(1);
  }

  @Test
  void theReasonSaysWhatIsWrong() {
    receive("open", "", "{\"repository\": \"A/B\", \"tag\": \"v1\"}");

    assertThat(deadLetters().getFirst().reason())
        .isEqualTo(
            "not a repository name: \"A/B\"; use lower-case letters, digits, '.', '_', '-' and"
                + " '/'");
  }

  @Test
  void theReasonSpeaksOfTheEventNotOfThisProgram() {
    receive("open", "", Resources.malformed("two-documents.json"));

    assertThat(deadLetters().getFirst().reason())
        .isEqualTo("no JSON: something follows after its end");
  }

  @Test
  void endlessNestingIsUnreadableLikeAnythingElse() {
    assertThat(receive("open", "", "{\"a\":".repeat(100_000))).isEqualTo(new Reception.Taken());
    assertThat(receive("open", "", "[".repeat(500_000))).isEqualTo(new Reception.Taken());

    assertThat(deadLetters())
        .hasSize(2)
        .allSatisfy(letter -> assertThat(body(letter)).hasSizeLessThanOrEqualTo(16 * 1024));
  }

  @Test
  void aBodyMayBeOneMebibyteAndTenFromZot() {
    String big = "x".repeat(2 << 20);
    String generic = "{\"repository\": \"app\", \"tag\": \"v1\", \"note\": \"" + big + "\"}";
    String zot =
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"type\": \"zotregistry.image.updated\","
            + "\"data\": {\"name\": \"app\", \"reference\": \"v1\", \"manifest\": \""
            + big
            + "\"}}";

    receive("open", "", generic);
    receive("open", "", zot);

    assertThat(deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.reason()).startsWith("larger than 1048576 bytes"));
    assertThat(store.inbox().undispatched(10))
        .singleElement()
        .satisfies(accepted -> assertThat(accepted.event().payload()).hasSizeLessThan(1000));
  }

  @Test
  void manyDeliveriesAtOnceAreAllOnDiskWhenTheyAreTaken() {
    List<CompletableFuture<Reception>> receptions =
        IntStream.range(0, 2000)
            .mapToObj(i ->
                receiver.receive(
                    new Delivery("open", Map.of(), PUSH.formatted("event " + i).getBytes(UTF_8))))
            .toList();
    receptions.forEach(reception -> assertThat(reception.join()).isEqualTo(new Reception.Taken()));

    assertThat(store.inbox().backlog()).isEqualTo(2000);
    assertThat(woken.get()).as("many in one commit").isLessThan(1000);
  }

  @Test
  void aFullDiskIsSaidAndOnceThereIsRoomTheSameEventIsTaken() throws SQLException {
    receive("open", "", PUSH.formatted("before"));
    pages(1); // means: no more than there are now
    String large =
        "{\"events\": ["
            + IntStream.range(0, 900)
                .mapToObj(i ->
                    "{\"id\": \"%d\", \"action\": \"push\", \"target\": {\"repository\": \"app\", \"tag\": \"v1\"}}"
                        .formatted(i))
                .collect(Collectors.joining(","))
            + "]}";

    assertThat(receive("open", "", large))
        .isInstanceOfSatisfying(
            Reception.NotNow.class,
            notNow -> assertThat(notNow.reason()).contains("disk").contains("full"));
    assertThat(store.inbox().backlog()).isEqualTo(1);

    pages(1_000_000);
    assertThat(receive("open", "", large)).isEqualTo(new Reception.Taken());
    assertThat(store.inbox().backlog()).isEqualTo(901);
  }

  @Test
  void afterTheCloseNothingIsPretended() {
    receiver.close();

    assertThat(receive("open", "", PUSH.formatted("1"))).isInstanceOf(Reception.NotNow.class);
    assertThat(counts.turnedAway()).isEqualTo(1);
  }

  private void pages(int most) throws SQLException {
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = " + most);
    }
  }

  private Reception receive(String source, String authorization, String body) {
    return receive(source, authorization, body.getBytes(UTF_8));
  }

  private Reception receive(String source, String authorization, byte[] body) {
    return receiver
        .receive(new Delivery(source, Map.of("authorization", authorization), body))
        .join();
  }

  private List<Inbox.DeadLetter> deadLetters() {
    return store.inbox().deadLetters(PageRequest.first(10)).items();
  }

  private byte[] body(Inbox.DeadLetter letter) {
    return store.inbox().open(letter.sequence()).orElseThrow().body();
  }
}
