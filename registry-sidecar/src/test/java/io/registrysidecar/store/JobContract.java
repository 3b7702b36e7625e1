package io.registrysidecar.store;

import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.digest;
import static io.registrysidecar.store.Samples.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.JobStore.Counts;
import io.registrysidecar.store.JobStore.Lease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a {@link JobStore} promises. */
public abstract class JobContract extends StoreContract {

  private static final Instant LATER = NOON.plusSeconds(60);
  private static final NewJob JOB = job("team/app", "a");

  /** Takes a job as db-scheduler does. */
  protected abstract Lease take(String id);

  /** The jobs that wait, in the order in which db-scheduler is to take them. */
  protected abstract List<String> turns();

  @Test
  void theSameWishTwiceIsOneJob() {
    assertThat(store.jobs().enqueue(List.of(JOB, JOB), NOON)).isEqualTo(1);
    assertThat(store.jobs().enqueue(List.of(JOB), NOON)).isZero();

    take(JOB.id());
    assertThat(store.jobs().enqueue(List.of(JOB), NOON)).as("while it runs").isZero();
    assertThat(counts()).isEqualTo(new Counts(0, 0, 1, 0));
  }

  @Test
  void whatWasQueuedIsThereAfterARestart() {
    store.jobs().enqueue(List.of(JOB), NOON);
    reopen();

    assertThat(store.jobs().find(JOB.id()))
        .hasValue(new StoredJob(JOB.id(), JOB, false, NOON, 0, 0, "", NOON));
  }

  @Test
  void aJobThatIsDoneIsGone() {
    store.jobs().enqueue(List.of(JOB), NOON);
    store.jobs().done(take(JOB.id()), LATER);

    assertThat(store.jobs().find(JOB.id())).isEmpty();
    assertThat(store.jobs().enqueue(List.of(JOB), LATER)).as("may be wished anew").isEqualTo(1);
  }

  @Test
  void aWishForANewReasonTakesThePlaceOfOneThatWaits() {
    store.jobs().enqueue(List.of(JOB), NOON);
    assertThat(store.jobs().enqueue(List.of(generation("2")), NOON)).isEqualTo(1);

    assertThat(turns()).containsExactly(generation("2").id());
  }

  @Test
  void aWishForANewReasonIsNotLostWhileTheOldOneRuns() {
    store.jobs().enqueue(List.of(JOB), NOON);
    Lease running = take(JOB.id());
    store.jobs().enqueue(List.of(generation("2")), NOON);
    store.jobs().done(running, LATER);

    assertThat(turns()).containsExactly(generation("2").id());
  }

  @Test
  void aFailedJobThatANewerWishWaitsForIsNotTriedAgain() {
    store.jobs().enqueue(List.of(JOB), NOON);
    Lease running = take(JOB.id());
    store.jobs().enqueue(List.of(generation("2")), NOON);
    store.jobs().retry(running, LATER, "the registry is down", NOON);

    assertThat(turns()).containsExactly(generation("2").id());
  }

  @Test
  void aFailedJobWaitsWithItsReason() {
    store.jobs().enqueue(List.of(JOB), NOON);
    store.jobs().retry(take(JOB.id()), LATER, "the registry is down", NOON);

    StoredJob waiting = store.jobs().find(JOB.id()).orElseThrow();
    assertThat(waiting.attempts()).isEqualTo(1);
    assertThat(waiting.reason()).isEqualTo("the registry is down");
    assertThat(waiting.due()).isEqualTo(LATER);
    assertThat(counts()).isEqualTo(new Counts(0, 1, 0, 0));
    assertThat(store.jobs().counts(LATER)).isEqualTo(new Counts(1, 0, 0, 0));
  }

  @Test
  void whatIsQueuedForLaterWaitsUntilThen() {
    assertThat(store.jobs().enqueue(List.of(JOB), NOON, LATER)).isEqualTo(1);

    assertThat(store.jobs().find(JOB.id()).orElseThrow().due()).isEqualTo(LATER);
    assertThat(counts()).isEqualTo(new Counts(0, 1, 0, 0));
    assertThat(store.jobs().counts(LATER)).isEqualTo(new Counts(1, 0, 0, 0));
  }

  @Test
  void aMoreUrgentWishHastensWhatWaits() {
    NewJob backfill = new NewJob("scan", "main", JOB.repository(), JOB.reference(), "1", 0, "");
    store.jobs().enqueue(List.of(backfill), NOON);
    store.jobs().retry(take(JOB.id()), LATER.plusSeconds(3600), "down", NOON);
    store.jobs().enqueue(List.of(JOB), LATER);

    StoredJob waiting = store.jobs().find(JOB.id()).orElseThrow();
    assertThat(waiting.job().priority()).isEqualTo(3);
    assertThat(waiting.due()).isEqualTo(LATER);
  }

  @Test
  void repositoriesTakeTurns() {
    List<NewJob> many = new ArrayList<>();
    IntStream.range(0, 5).forEach(i -> many.add(job("greedy", "g" + i)));
    many.add(job("modest", "m0"));
    many.add(job("modest", "m1"));
    store.jobs().enqueue(many, NOON);

    assertThat(turns().subList(0, 4))
        .containsExactly(
            job("greedy", "g0").id(),
            job("modest", "m0").id(),
            job("greedy", "g1").id(),
            job("modest", "m1").id());
  }

  @Test
  void aRepositoryThatComesLateIsNotPutBehindTheBacklogNorBeforeIt() {
    IntStream.range(0, 5).forEach(i -> store.jobs().enqueue(List.of(job("old", "o" + i)), NOON));
    store.jobs().done(take(job("old", "o0").id()), NOON);
    store.jobs().done(take(job("old", "o1").id()), NOON);
    IntStream.range(0, 3).forEach(i -> store.jobs().enqueue(List.of(job("new", "n" + i)), NOON));

    assertThat(turns())
        .containsExactly(
            job("old", "o2").id(),
            job("new", "n0").id(),
            job("old", "o3").id(),
            job("new", "n1").id(),
            job("old", "o4").id(),
            job("new", "n2").id());
  }

  @Test
  void whatIsUrgentGoesFirst() {
    NewJob backfill = new NewJob("scan", "main", new RepositoryName("x"), "latest", "1", 0, "");
    store.jobs().enqueue(List.of(backfill, JOB), NOON);

    assertThat(turns()).containsExactly(JOB.id(), backfill.id());
  }

  @Test
  void whatWasGivenUpIsADeadLetterUntilItIsRetriedOrDropped() {
    store.jobs().enqueue(List.of(JOB), NOON);
    store.jobs().bury(take(JOB.id()), "access denied", LATER);

    assertThat(store.jobs().dead(JobFilter.ALL, PageRequest.first(10)).items())
        .containsExactly(new DeadJob(JOB.id(), JOB, 1, "access denied", NOON, LATER));
    assertThat(store.jobs().revive(JOB.id(), LATER)).isTrue();
    assertThat(turns()).containsExactly(JOB.id());
    assertThat(counts().dead()).isZero();
    assertThat(store.jobs().revive(JOB.id(), LATER)).isFalse();

    store.jobs().bury(take(JOB.id()), "access denied", LATER);
    assertThat(store.jobs().drop(JOB.id())).isTrue();
    assertThat(store.jobs().drop(JOB.id())).isFalse();
  }

  @Test
  void aNewWishMakesTheDeadLetterOfAnOldOneGoAway() {
    store.jobs().enqueue(List.of(JOB), NOON);
    store.jobs().bury(take(JOB.id()), "access denied", LATER);
    store.jobs().enqueue(List.of(generation("2")), LATER);

    assertThat(counts().dead()).isZero();
  }

  @Test
  void theJobsOfADeletedImageAreDroppedAndWhatRunsIsNotTriedAgain() {
    NewJob other = job("team/app", "b");
    NewJob check = new NewJob("check", "main", JOB.repository(), JOB.reference(), "1", 1, "");
    store.jobs().enqueue(List.of(JOB, other, check), NOON);
    Lease running = take(JOB.id());

    assertThat(store.jobs().dropAll("main", JOB.repository(), JOB.reference())).isEqualTo(2);
    assertThat(turns()).containsExactly(other.id());

    store.jobs().retry(running, LATER, "not found", NOON);
    assertThat(store.jobs().find(JOB.id())).isEmpty();
  }

  @Test
  void aWishAfterTheDropIsHonouredThoughTheDroppedJobStillRuns() {
    store.jobs().enqueue(List.of(JOB), NOON);
    Lease running = take(JOB.id());
    store.jobs().dropAll("main", JOB.repository(), JOB.reference());

    assertThat(store.jobs().enqueue(List.of(JOB), NOON)).isEqualTo(1);
    assertThat(store.jobs().enqueue(List.of(JOB), NOON)).isZero();
    store.jobs().done(running, LATER);

    assertThat(turns()).containsExactly(JOB.id());
  }

  @Test
  void whoHasLostTheLeaseChangesNothing() {
    store.jobs().enqueue(List.of(JOB), NOON);
    Lease lost = take(JOB.id());
    store.jobs().release(lost, NOON);
    Lease held = take(JOB.id());

    store.jobs().done(lost, LATER);
    store.jobs().bury(lost, "never mind", LATER);
    store.jobs().retry(lost, LATER, "never mind", LATER);

    assertThat(counts()).isEqualTo(new Counts(0, 0, 1, 0));
    store.jobs().done(held, LATER);
    assertThat(store.jobs().find(JOB.id())).isEmpty();
  }

  @Test
  void aJobGivenBackIsNextAgain() {
    store.jobs().enqueue(List.of(JOB, job("team/app", "b")), NOON);
    store.jobs().release(take(JOB.id()), LATER);

    assertThat(turns().getFirst()).isEqualTo(JOB.id());
    assertThat(store.jobs().find(JOB.id()).orElseThrow().attempts()).isZero();
  }

  @Test
  void afterACrashWhatRanIsQueuedAgainUnlessItSeemsToBeTheCause() {
    store.jobs().enqueue(List.of(JOB), NOON);
    for (int crash = 0; crash < 2; crash++) {
      take(JOB.id());
      reopen();
      assertThat(store.jobs().releaseAll(2, LATER)).isEqualTo(1);
      assertThat(turns()).containsExactly(JOB.id());
    }

    take(JOB.id());
    store.jobs().releaseAll(2, LATER);

    assertThat(turns()).isEmpty();
    assertThat(store.jobs().dead(JobFilter.ALL, PageRequest.first(1)).items().getFirst().reason())
        .contains("the process ended 3 times");
  }

  @Test
  void listsComeInPagesAndFiltered() {
    store.jobs().enqueue(IntStream.range(0, 5).mapToObj(i -> job("r" + i, "x")).toList(), NOON);

    Page<StoredJob> first = store.jobs().list(JobFilter.ALL, PageRequest.first(3));
    Page<StoredJob> second = store.jobs().list(JobFilter.ALL, new PageRequest(3, first.next()));
    assertThat(first.items()).extracting(StoredJob::id).first().isEqualTo(job("r0", "x").id());
    assertThat(second.items()).hasSize(2);
    assertThat(second.next()).isNull();
    assertThat(
            store
                .jobs()
                .list(new JobFilter("scan", "main", new RepositoryName("r3")), PageRequest.first(9))
                .items())
        .extracting(found -> found.job().repository().value())
        .containsExactly("r3");
  }

  @Test
  void anIdNamesTheJobForPeople() {
    assertThat(JOB.id()).isEqualTo("scan/main/team/app@" + digest("a") + "#1");
    assertThat(new NewJob("scan", "main", JOB.repository(), "v1", "2", 0, "").id())
        .isEqualTo("scan/main/team/app:v1#2");
  }

  private Counts counts() {
    return store.jobs().counts(NOON);
  }

  private static NewJob generation(String generation) {
    return new NewJob(
        JOB.kind(), JOB.registry(), JOB.repository(), JOB.reference(), generation, 3, "");
  }
}
