package io.registrysidecar.oci.client;

import static io.registrysidecar.oci.client.Fixture.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.demo.RegistryOptions;
import io.registrysidecar.demo.RegistryRequest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.ReferrersIndex;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Several writers of the one list under the fallback tag, and registries that lose or refuse what
 * is written.
 */
class ContendedListTest extends ReferrersSetup {

  @Override
  Fixture fixture() {
    return Fixture.start(RegistryOptions.DEFAULT.withReferrersApi(false));
  }

  @Test
  void aChangeThatSomebodyUndoesIsMadeAgain() throws Exception {
    Descriptor theirs = artifact("theirs");
    Descriptor ours = artifact("ours");
    fixture.faults.times(3, "PUT /manifests/sha256-", overwrittenBy(theirs));

    change(List.of(ours), List.of());

    assertThat(listed()).containsExactlyInAnyOrder(theirs, ours);
    assertThat(fixture.faults.seen("PUT /manifests/sha256-")).hasSize(4);
    assertThat(fixture.pauses)
        .filteredOn(Duration::isPositive)
        .hasSize(4)
        .allMatch(pause -> pause.toMillis() >= 50 && pause.toMillis() < 300);
  }

  @Test
  void aRegistryThatLosesAChangeIsWrittenToAgain() throws Exception {
    fixture.faults.once("PUT /manifests/sha256-", Fault.instead(RegistryAnswer.of(201)));
    Descriptor ours = artifact("ours");

    change(List.of(ours), List.of());

    assertThat(listed()).containsExactly(ours);
  }

  @Test
  void aListThatNeverStaysIsGivenUpForNow() throws Exception {
    fixture.faults.always("PUT /manifests/sha256-", Fault.instead(RegistryAnswer.of(201)));
    Descriptor ours = artifact("ours");

    RegistryFailure failure =
        Failure.of(RegistryFailure.Contended.class, () -> change(List.of(ours), List.of()));

    assertThat(failure).isInstanceOf(RegistryFailure.Retryable.class);
    assertThat(failure.message()).contains("tried again");
    assertThat(fixture.faults.seen("PUT /manifests/sha256-")).hasSize(6);
  }

  @Test
  void theConditionForTheWriteIsSentForRegistriesThatKnowIt() throws Exception {
    change(List.of(artifact("first")), List.of());
    String etag = "\"" + list().self().digest() + "\"";
    change(List.of(artifact("second")), List.of());

    List<RegistryRequest> puts = fixture.faults.seen("PUT /manifests/sha256-");
    assertThat(puts.get(0).header("if-none-match")).hasValue("*");
    assertThat(puts.get(1).header("if-match")).hasValue(etag);
  }

  @Test
  void onWhatWasPushedJustNowNobodyElsesListIsExpected() throws Exception {
    Descriptor ours = artifact("ours");
    listed();
    int before = fixture.faults.seen("GET /manifests/sha256-").size();

    ReferrersOutcome outcome =
        fixture.client.addFirstReferrers(REPOSITORY, image.digest(), List.of(ours));

    assertThat(outcome.listed()).hasValue(List.of(ours));
    assertThat(fixture.faults.seen("PUT /manifests/sha256-"))
        .singleElement()
        .satisfies(put -> assertThat(put.header("if-none-match")).hasValue("*"));
    assertThat(fixture.faults.seen("GET /manifests/sha256-")).hasSize(before + 1);
  }

  @Test
  void whoWasFasterAllTheSameIsKeptWhereTheRegistryNotices() throws Exception {
    Descriptor theirs = artifact("theirs");
    Descriptor ours = artifact("ours");
    change(List.of(theirs), List.of());
    fixture.faults.once("PUT /manifests/sha256-", Fault.instead(RegistryAnswer.of(412)));

    fixture.client.addFirstReferrers(REPOSITORY, image.digest(), List.of(ours));

    assertThat(listed()).containsExactlyInAnyOrder(theirs, ours);
  }

  @Test
  void anUnmetConditionMeansReadingAgain() throws Exception {
    fixture.faults.once("PUT /manifests/sha256-", Fault.instead(RegistryAnswer.of(412)));
    Descriptor ours = artifact("ours");

    change(List.of(ours), List.of());

    assertThat(listed()).containsExactly(ours);
  }

  @Test
  void anImmutableTagIsAnErrorForTheOperator() throws Exception {
    fixture.faults.always(
        "PUT /manifests/sha256-",
        Fault.instead(RegistryAnswer.error(412, "TAG_IMMUTABLE", "the tag is immutable")));
    Descriptor ours = artifact("ours");

    Failure.message(RegistryFailure.Rejected.class, () -> change(List.of(ours), List.of()))
        .contains("immutable");
    assertThat(fixture.faults.seen("PUT /manifests/sha256-")).hasSize(1);
  }

  @Test
  void withoutTheLockNothingIsWritten() throws Exception {
    SubjectLock broken =
        (_, _, _) -> {
          throw new IOException("the database is away");
        };
    Descriptor ours = artifact("ours");
    try (var client = fixture.open(settings -> settings, broken)) {
      Failure.message(
              RegistryFailure.Contended.class,
              () -> client.changeReferrers(REPOSITORY, image.digest(), List.of(ours), List.of()))
          .contains("the database is away");
    }
    assertThat(fixture.faults.seen("PUT /manifests/sha256-")).isEmpty();
  }

  @Test
  void writersThatShareNoLockStillEndWithEverythingListed() throws Exception {
    List<Callable<Descriptor>> writers =
        IntStream.range(0, 4).mapToObj(this::writerOfItsOwn).toList();

    List<Descriptor> written = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var writer : threads.invokeAll(writers)) {
        written.add(writer.get());
      }
    }
    // What the late verification does: the same changes once more, one after the other.
    for (Descriptor report : written) {
      change(List.of(report), List.of());
    }

    assertThat(listed()).containsExactlyInAnyOrderElementsOf(written);
  }

  private Callable<Descriptor> writerOfItsOwn(int number) {
    return () -> {
      try (var client = fixture.open(settings -> settings)) {
        Descriptor report = fixture.artifact(client, image, "writer-" + number);
        while (true) {
          try {
            client.changeReferrers(REPOSITORY, image.digest(), List.of(report), List.of());
            return report;
          } catch (RegistryException e) {
            assertThat(e.failure()).isInstanceOf(RegistryFailure.Contended.class);
          }
        }
      }
    };
  }

  /** Stores what is sent, and then what a writer stores that has read the list before. */
  private Fault overwrittenBy(Descriptor theirs) {
    return (request, registry, response) -> {
      registry.apply(request).writeTo(request, response);
      byte[] list = ReferrersIndex.empty().change(List.of(theirs), List.of()).toBytes();
      RegistryAnswer _ =
          registry.apply(
              new RegistryRequest(
                  "PUT", request.path(), Map.of(), request.headers(), list, request.peer()));
    };
  }
}
