package io.registrysidecar.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.registrysidecar.admission.Decided.Ground;
import io.registrysidecar.admission.Decided.Outcome;
import io.registrysidecar.config.WhenInDoubt;
import io.registrysidecar.config.WhenUnknown;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What is told of decisions to those who watch. */
class DecidedTest {

  private final World world = new World();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(DecisionLog.class);

  @BeforeEach
  void listen() {
    logged.start();
    logger.addAppender(logged);
    logger.setAdditive(false);
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void stop() {
    logger.setLevel(null);
    logger.setAdditive(true);
    logger.detachAppender(logged);
  }

  @ParameterizedTest
  @CsvSource({
    "registry.example/app:1, ALLOWED, POLICY",
    "registry.example/app:2, DENIED, POLICY",
    "registry.example/app:3, WARNED, POLICY",
    "registry.example/app:4, DENIED, POLICY",
    "registry.example/app:chart, DENIED, UNSCANNABLE",
    "registry.example/app:pushed, WARNED, PENDING",
    "registry.example/app:old, DENIED, PENDING",
    "registry.example/app:none, DENIED, MISSING",
    "registry.example/base/debian:12, ALLOWED, EXEMPT",
    "elsewhere.example/app:1, DENIED, FOREIGN",
    "broken.example/app:1, DENIED, ERROR",
    "Not A Reference, DENIED, MALFORMED",
  })
  void eachDecisionHasAnOutcomeAndAGround(String image, Outcome outcome, Ground ground)
      throws Exception {
    world.decide(image);

    assertThat(world.decided)
        .singleElement()
        .satisfies(decided -> {
          assertThat(decided.outcome()).isEqualTo(outcome);
          assertThat(decided.ground()).isEqualTo(ground);
          assertThat(decided.endpoint()).isEqualTo(Endpoint.VERDICT);
        });
  }

  @Test
  void whatIsLetRunInDoubtIsWarnedOf() throws Exception {
    World lenient = new World(WhenUnknown.GRACE, WhenInDoubt.ALLOW, 0);

    lenient.decide("broken.example/app:1");

    assertThat(lenient.decided)
        .extracting(Decided::outcome, Decided::ground)
        .containsExactly(tuple(Outcome.WARNED, Ground.ERROR));
  }

  @Test
  void eachImageOfAQuestionIsDecidedByItself() throws Exception {
    var webhook = new KyvernoCalls(world.decisions, Duration.ofSeconds(30));
    String body =
        "{\"images\": [\"registry.example/app:1\", \"registry.example/app:2\"],"
            + " \"namespace\": \"prod\"}";

    webhook.answer(body.getBytes(StandardCharsets.UTF_8), Admission.PATIENT);

    assertThat(world.decided)
        .extracting(Decided::image)
        .containsExactlyInAnyOrder("registry.example/app:1", "registry.example/app:2");
    assertThat(world.decided)
        .allMatch(decided -> decided.endpoint() == Endpoint.KYVERNO)
        .allMatch(decided -> decided.namespace().equals("prod"));
  }

  @Test
  void whatIsNoReferenceIsNotRepeated() throws Exception {
    world.decide("https://user:secret@registry.example/app");

    assertThat(world.decided)
        .singleElement()
        .satisfies(decided -> assertThat(decided.toString()).doesNotContain("secret"));
  }

  @Test
  void whatIsDeniedIsOneLineOfTheLogWithItsReason() throws Exception {
    world.decide("registry.example/app:2");
    world.decide("registry.example/app:1");

    world.decided.forEach(new DecisionLog()::decided);

    assertThat(logged.list).as("what is allowed is told at DEBUG").hasSize(1);
    ILoggingEvent line = logged.list.getFirst();
    assertThat(line.getFormattedMessage()).isEqualTo("admission decided");
    assertThat(line.getLevel()).isEqualTo(Level.INFO);
    assertThat(line.getKeyValuePairs())
        .extracting(pair -> pair.key + "=" + pair.value)
        .contains(
            "image=registry.example/app:2",
            "digest=" + World.digest('2'),
            "endpoint=verdict",
            "outcome=denied",
            "ground=policy",
            "reason=no-critical: critical CVE-2024-0001 in openssl");
  }

  @Test
  void aNamespaceIsOneShortLine() throws Exception {
    world.decisions.decide(
        new Wanted("registry.example/app:1", "a\nb" + "c".repeat(5000)),
        new Asking(Deadline.in(Duration.ofSeconds(1)), false, Endpoint.VERDICT));

    assertThat(world.decided.getFirst().namespace()).startsWith("a?bcc").hasSize(513);
  }
}
