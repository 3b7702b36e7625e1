package io.registrysidecar.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.registrysidecar.config.WhenInDoubt;
import io.registrysidecar.config.WhenUnknown;
import io.registrysidecar.schema.VerdictResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionsTest {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration SLOW = Duration.ofSeconds(3);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String APP = "registry.example/app:";

  private final World world = new World();
  private final World patient = new World(WhenUnknown.GRACE, WhenInDoubt.DENY, 200);

  @ParameterizedTest
  @CsvSource({
    "1, true, PASSED",
    "2, false, FAILED",
    "3, true, WARNED",
    "4, false, UNKNOWN",
    "chart, false, UNKNOWN",
    "nothing, false, UNKNOWN",
    "old, false, UNKNOWN",
    "pushed, true, UNKNOWN",
  })
  void anImageMayRunAsItsVerdictSays(String tag, boolean allowed, VerdictResult verdict)
      throws Exception {
    ImageAnswer answer = world.decide(APP + tag);

    assertThat(answer.allowed()).isEqualTo(allowed);
    assertThat(answer.verdict()).isEqualTo(verdict);
  }

  @Test
  void aDenialNamesImageDigestAndReason() throws Exception {
    assertThat(world.decide(APP + "2").message())
        .isEqualTo(
            "registry.example/app:2 ("
                + World.digest('2')
                + "): FAILED: no-critical: critical CVE-2024-0001 in openssl");
  }

  @Test
  void whatIsAllowedWithAWarningSaysIt() throws Exception {
    assertThat(world.decide(APP + "3").warnings())
        .containsExactly("supported: debian 11 has ended");
  }

  @Test
  void aKnownDigestIsAnsweredWithoutTheRegistry() throws Exception {
    world.registryAnswers = false;

    assertThat(world.decide("registry.example/app@" + World.digest('1')).allowed()).isTrue();
    assertThat(world.asked).hasValue(0);
  }

  @Test
  void ofTagAndDigestTheDigestCounts() throws Exception {
    ImageAnswer answer = world.decide(APP + "2@" + World.digest('1'));

    assertThat(answer.digest()).isEqualTo(World.digest('1'));
    assertThat(answer.allowed()).isTrue();
  }

  @Test
  void aRegistryThatIsNotLookedAfterIsNeverAsked() throws Exception {
    ImageAnswer answer = world.decide("elsewhere.example/app:1");

    assertThat(answer.allowed()).isFalse();
    assertThat(answer.reasons())
        .containsExactly("the registry elsewhere.example is not looked after");
    assertThat(world.asked).hasValue(0);
  }

  @Test
  void aRegistryThatIsNotLookedAfterMayBeAllowed() throws Exception {
    World lenient = new World(WhenUnknown.GRACE, WhenInDoubt.ALLOW, 0);

    ImageAnswer answer = lenient.decide("elsewhere.example/app:1");

    assertThat(answer.allowed()).isTrue();
    assertThat(answer.warnings())
        .containsExactly("the registry elsewhere.example is not looked after");
  }

  @Test
  void aRegistryThatCannotBeReachedIsAClearAnswer() throws Exception {
    ImageAnswer answer = world.decide("broken.example/app:1");

    assertThat(answer.allowed()).isFalse();
    assertThat(answer.failure())
        .isEqualTo(
            "find 1 of app: the registry cannot be reached (refused). Check its URL and network.");
  }

  @Test
  void aRegistryThatCannotBeReachedMayMeanThatItIsAllowed() throws Exception {
    World lenient = new World(WhenUnknown.GRACE, WhenInDoubt.ALLOW, 0);

    ImageAnswer answer = lenient.decide("broken.example/app:1");

    assertThat(answer.allowed()).isTrue();
    assertThat(answer.warnings()).singleElement().asString().contains("cannot be reached");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256:0123456789ab", "sha512:0"})
  void anImageThatANodeMayHaveAlreadyIsNeverAllowed(String image) throws Exception {
    World lenient = new World(WhenUnknown.ALLOW, WhenInDoubt.ALLOW, 0);

    ImageAnswer answer = lenient.decide(image);

    assertThat(answer.allowed()).isFalse();
    assertThat(answer.message()).contains("a node takes it for an image that it has already");
  }

  @Test
  void aRegistryThatTakesTooLongIsAClearAnswerInTime() throws Exception {
    world.registry = new CountDownLatch(1);

    ImageAnswer answer = world.decide(APP + "1", SHORT);
    world.registry.countDown();

    assertThat(answer.failure()).contains("registry.example did not say in time what 1 of app is");
  }

  @Test
  void anUnknownImageIsScannedAndTheAnswerWaitsForIt() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ImageAnswer> answer = threads.submit(() -> patient.decide(APP + "unheard", LONG));
      await().until(() -> !patient.wished.isEmpty());

      patient.scanned('8', new Knowledge.Pending(World.NOW));
      patient.scanned('8', World.judged(VerdictResult.PASSED));

      assertThat(answer.get().allowed()).isTrue();
      assertThat(patient.wished).containsExactly(World.key('8'));
    }
  }

  @Test
  void anAnswerDoesNotWaitBeyondItsDeadline() throws Exception {
    patient.decide(APP + "1"); // the registry has been asked once, so that nothing is slow

    assertThat(patient.decide(APP + "old", SHORT).reasons())
        .containsExactly(
            "pending: there is no report yet; not held against the image only until"
                + " 2026-11-22T11:15:00Z");
    assertThat(patient.wished).containsExactly(World.key('7'));
  }

  @Test
  void manyWhoAskForTheSameImageHaveItResolvedAndScannedOnce() throws Exception {
    patient.registry = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(100);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ImageAnswer>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        answers.add(
            threads.submit(() -> {
              begun.countDown();
              return patient.decide(APP + "unheard", LONG);
            }));
      }
      begun.await();
      patient.registry.countDown();
      await().until(() -> !patient.wished.isEmpty());
      patient.scanned('8', World.judged(VerdictResult.FAILED, "no-malware: it is malware"));

      for (Future<ImageAnswer> answer : answers) {
        assertThat(answer.get().verdict()).isEqualTo(VerdictResult.FAILED);
      }
    }
    assertThat(patient.asked).hasValue(1);
    assertThat(patient.wished).hasSize(1);
  }

  @Test
  void onlySoManyWait() throws Exception {
    World small = new World(WhenUnknown.DENY, WhenInDoubt.DENY, 1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ImageAnswer> first = threads.submit(() -> small.decide(APP + "unheard"));
      await().until(() -> !small.wished.isEmpty());

      assertThat(small.decide(APP + "old").reasons())
          .containsExactly("pending: there is no report yet");
      assertThat(small.decide(APP + "1").allowed()).isTrue();

      small.scanned('8', World.judged(VerdictResult.PASSED));
      assertThat(first.get().allowed()).isTrue();
    }
  }

  @Test
  void graceDoesNotBeginAgainWithEachQuestionInACrowd() throws Exception {
    World crowded = new World(WhenUnknown.GRACE, WhenInDoubt.DENY, 0);

    ImageAnswer answer = crowded.decide(APP + "unheard");

    assertThat(answer.allowed()).isFalse();
    assertThat(answer.failure()).startsWith("nothing is known of it, and too many questions");
  }

  @Test
  void aDryRunQueuesNothingAndWaitsForNothing() throws Exception {
    Asking asking = new Asking(Deadline.in(LONG), true, Endpoint.VALIDATE);

    ImageAnswer answer = patient.decisions.decide(new Wanted(APP + "unheard", ""), asking);

    assertThat(answer.verdict()).isEqualTo(VerdictResult.UNKNOWN);
    assertThat(patient.wished).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"old", "pushed", "4", "chart"})
  void whatIsUnknownMayAlwaysBeAllowedOrAlwaysDenied(String tag) throws Exception {
    World open = new World(WhenUnknown.ALLOW, WhenInDoubt.DENY, 0);
    World closed = new World(WhenUnknown.DENY, WhenInDoubt.DENY, 0);

    assertThat(open.decide(APP + tag).allowed()).isTrue();
    assertThat(open.decide(APP + tag).warnings()).isNotEmpty();
    assertThat(closed.decide(APP + tag).allowed()).isFalse();
  }

  @Test
  void aVerdictThatChangesIsAnsweredAtOnce() throws Exception {
    assertThat(world.decide(APP + "1").allowed()).isTrue();

    world.scanned('1', World.judged(VerdictResult.FAILED, "no-critical: a new one"));

    assertThat(world.decide(APP + "1").allowed()).isFalse();
  }

  @Test
  void aVerdictIsReadOnceWhileItDoesNotChange() throws Exception {
    world.decide(APP + "1");
    world.decide(APP + "1");

    assertThat(world.read).hasValue(1);
    assertThat(world.asked).hasValue(1);
  }

  @Test
  void aTagThatMovesIsAskedForAgain() throws Exception {
    world.decide(APP + "1");

    world.tags.put("1", World.digest('2'));
    world.resolver.moved("main", World.key('1').repository(), "1");

    assertThat(world.decide(APP + "1").digest()).isEqualTo(World.digest('2'));
  }

  @Test
  void aTagThatMovesUnheardIsNoticedSoon() throws Exception {
    world.decide(APP + "1");

    world.tags.put("1", World.digest('2'));
    world.passes(Resolver.FRESH.plusSeconds(1));

    assertThat(world.decide(APP + "1").digest()).isEqualTo(World.digest('2'));
  }

  @Test
  void aRegistryThatAnswersAgainIsAskedAgainSoon() throws Exception {
    world.registryAnswers = false;
    assertThat(world.decide(APP + "1").failure()).isNotEmpty();

    world.registryAnswers = true;
    world.passes(Duration.ofSeconds(2));

    assertThat(world.decide(APP + "1").allowed()).isTrue();
  }

  @Test
  void manyImagesAreDecidedTogetherAndEachOnce() throws Exception {
    List<Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      wanted.add(new Wanted(APP + "unheard", ""));
      wanted.add(new Wanted(APP + "pushed", ""));
      wanted.add(new Wanted(APP + "2", "kube-system"));
      wanted.add(new Wanted(APP + "2", "prod"));
    }
    long begun = System.nanoTime();

    Map<Wanted, ImageAnswer> answers =
        patient.decisions.decide(
            wanted,
            new Asking(Deadline.in(SLOW.dividedBy(2).plusMillis(1)), false, Endpoint.VALIDATE));

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SLOW);
    assertThat(answers).hasSize(4);
    assertThat(answers)
        .extractingByKey(new Wanted(APP + "2", "kube-system"))
        .matches(ImageAnswer::allowed);
    assertThat(answers)
        .extractingByKey(new Wanted(APP + "2", "prod"))
        .matches(answer -> !answer.allowed());
  }
}
