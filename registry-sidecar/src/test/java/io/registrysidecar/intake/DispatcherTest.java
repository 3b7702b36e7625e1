package io.registrysidecar.intake;

import static io.registrysidecar.store.Samples.APP;
import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.digest;
import static io.registrysidecar.store.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.registrysidecar.intake.PushEvent.Action;
import io.registrysidecar.job.DurableJobs;
import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobQueue;
import io.registrysidecar.job.JobSettings;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.Artifact;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.Inbox;
import io.registrysidecar.store.JobFilter;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.StoredImage;
import io.registrysidecar.store.StoredJob;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatcherTest {

  private static final ScanJobs SCANS =
      (registry, repository, manifest, priority, wish) ->
          new Job("scan", registry, repository, manifest, wish == null ? "g" : wish, priority, "");

  @TempDir Path directory;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(directory, NOON);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aPushIsHeardOfAndQueued() throws InterruptedException {
    accept(push("1", "v1", digest("a")));
    dispatch();

    assertThat(jobs()).containsExactly("scan/main/team/app@" + digest("a") + "#g");
    assertThat(found("a").tags()).containsExactly("v1");
    assertThat(store.inbox().backlog()).isZero();
  }

  @Test
  void whoPushedIsRememberedOnceHoweverOftenItIsTold() throws InterruptedException {
    accept(push("1", "v1", digest("a")), push("2", "latest", digest("a")));
    dispatch();
    accept(push("1", "v1", digest("a")));
    dispatch();

    assertThat(store.audit().newest(image("a"), 10))
        .extracting(event -> event.type() + " " + event.detail().get("tag"))
        .containsExactly("PUSHED v1", "PUSHED latest");
  }

  @Test
  void anImageThatSomebodySignsIsLookedAtAgain() throws InterruptedException {
    accept(push("1", "sha256-" + digest("a").hex() + ".sig", digest("signature")));
    dispatch();

    assertThat(jobs()).containsExactly("attached/main/team/app@" + digest("a") + "#1");
    assertThat(
            store
                .images()
                .find(new ImageKey("main", new RepositoryName("team/app"), digest("signature"))))
        .isEmpty();
  }

  @Test
  void theSameImageUnderTwoTagsIsOneJob() throws InterruptedException {
    accept(push("1", "v1", digest("a")), push("2", "latest", digest("a")));
    dispatch();

    assertThat(jobs()).hasSize(1);
    assertThat(found("a").tags()).containsExactly("latest", "v1");
  }

  @Test
  void aTagWithoutADigestIsLookedUpByTheScanEachTimeItIsPushed() throws InterruptedException {
    accept(push("1", "v1", null));
    dispatch();
    accept(push("2", "v1", null));
    dispatch();

    assertThat(jobs()).containsExactly("scan/main/team/app:v1#2");
  }

  @Test
  void whatThisProgramHasPublishedIsNotScanned() throws InterruptedException {
    store
        .publications()
        .intend(
            image("a"),
            List.of(
                new Artifact(
                    "a/b", OciMediaTypes.IMAGE_MANIFEST, digest("report"), new byte[0], List.of())),
            NOON);
    accept(push("1", null, digest("report")));
    dispatch();

    assertThat(jobs()).isEmpty();
    assertThat(store.inbox().backlog()).isZero();
  }

  @Test
  void whatOthersAttachHasTheImageLookedAtAndWhatWeAttachHasNot() throws InterruptedException {
    store
        .publications()
        .intend(
            image("a"),
            List.of(
                new Artifact(
                    "a/b", OciMediaTypes.IMAGE_MANIFEST, digest("report"), new byte[0], List.of())),
            NOON);
    accept(referrer("1", digest("report"), digest("a")), referrer("2", digest("sig"), digest("a")));
    dispatch();

    assertThat(jobs()).containsExactly("attached/main/team/app@" + digest("a") + "#2");
  }

  @Test
  void aTagThatIsGoneNamesNothingAndIsNotScanned() throws InterruptedException {
    accept(push("1", "v1", digest("a")), push("2", "v2", null), delete("3", "v1", null));
    dispatch();
    accept(delete("4", "v2", null));
    dispatch();

    assertThat(found("a").tags()).isEmpty();
    assertThat(found("a").deletedAt()).as("still there by its digest").isNull();
    assertThat(jobs()).containsExactly("scan/main/team/app@" + digest("a") + "#g");
  }

  @Test
  void aDeletionByDigestIsCheckedBeforeItIsBelieved() throws InterruptedException {
    accept(push("1", "v1", digest("a")), delete("2", "v1", digest("a")));
    dispatch();

    assertThat(jobs())
        .containsExactly(
            "scan/main/team/app@" + digest("a") + "#g",
            "deletion/main/team/app@" + digest("a") + "#2");
    assertThat(found("a").tags()).isEmpty();
    assertThat(found("a").deletedAt()).isNull();
  }

  @Test
  void theDeletionOfATagThatNamesAnotherImageByNowChangesNothing() throws InterruptedException {
    accept(
        push("1", "v1", digest("old")),
        push("2", "v1", digest("new")),
        delete("3", "v1", digest("old")));
    dispatch();

    assertThat(found("new").tags()).containsExactly("v1");
  }

  @Test
  void theDeletionOfWhatNobodyKnowsLeadsToNothing() throws InterruptedException {
    accept(delete("1", null, digest("a blob")));
    dispatch();

    assertThat(jobs()).isEmpty();
  }

  @Test
  void eventsThatLeadNowhereAreDeadLettersAndDoNotHoldUpTheOthers() throws InterruptedException {
    store
        .inbox()
        .append(
            List.of(
                new Inbox.Event("removed", "1", NOON, push("1", "v1", null)),
                new Inbox.Event("main", "2", NOON, "not what this version writes"),
                new Inbox.Event("main", "3", NOON, push("3", "v1", digest("a")))));
    dispatch();

    assertThat(jobs()).hasSize(1);
    assertThat(store.inbox().deadLetters(PageRequest.first(10)).items())
        .extracting(Inbox.DeadLetter::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).startsWith("no JSON"),
            reason -> assertThat(reason).contains("no registry of the name removed"));
  }

  @Test
  void afterACrashBetweenCommitAndDispatchTheEventIsDispatched() throws InterruptedException {
    accept(push("1", "v1", digest("a")));
    reopen();
    dispatch();

    assertThat(jobs()).hasSize(1);
  }

  @Test
  void afterACrashBetweenHearingAndQueueingTheJobIsQueued() throws InterruptedException {
    accept(push("1", "v1", digest("a")));
    assertThatThrownBy(() -> dispatch(store.inbox(), new CrashingQueue()))
        .isInstanceOf(Crash.class);
    reopen();
    dispatch();

    assertThat(jobs()).hasSize(1);
    assertThat(store.images().tagHistory("main", APP, "v1", 10)).hasSize(1);
  }

  @Test
  void afterACrashBetweenQueueingAndNotingItTheJobIsStillOne() throws InterruptedException {
    accept(push("1", "v1", digest("a")), push("2", "v2", null));
    assertThatThrownBy(() -> dispatch(new CrashingInbox(store.inbox()), queue()))
        .isInstanceOf(Crash.class);
    assertThat(jobs()).hasSize(2);
    reopen();
    dispatch();

    assertThat(jobs()).hasSize(2);
    assertThat(store.inbox().backlog()).isZero();
  }

  @Test
  void aBacklogIsWorkedOffInOrder() throws InterruptedException {
    store
        .inbox()
        .append(
            IntStream.range(0, 1000)
                .mapToObj(i ->
                    new Inbox.Event(
                        "main", "e" + i, NOON, push("e" + i, "v1", digest("image " + i))))
                .toList());
    dispatch();

    assertThat(store.inbox().backlog()).isZero();
    assertThat(store.jobs().counts(NOON).ready()).isEqualTo(1000);
    assertThat(store.images().findByTag("main", APP, "v1").orElseThrow().key())
        .isEqualTo(image("image 999"));
  }

  @Test
  void theRunningDispatcherIsWokenByEachCommit() {
    accept(push("1", "v1", digest("a")));
    try (Dispatcher dispatcher = dispatcher(store.inbox(), queue())) {
      dispatcher.start();
      await().until(() -> jobs().size() == 1);
      accept(push("2", "v1", digest("b")));
      dispatcher.wake();
      await().until(() -> jobs().size() == 2);
    }
  }

  private void accept(String... payloads) {
    for (String payload : payloads) {
      String id = payload.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
      store.inbox().append(List.of(new Inbox.Event("main", id, NOON, payload)));
    }
  }

  private void dispatch() throws InterruptedException {
    dispatch(store.inbox(), queue());
  }

  private void dispatch(Inbox inbox, JobQueue queue) throws InterruptedException {
    try (Dispatcher dispatcher = dispatcher(inbox, queue)) {
      dispatcher.dispatchAll();
    }
  }

  private Dispatcher dispatcher(Inbox inbox, JobQueue queue) {
    return new Dispatcher(
        Set.of("main"),
        new LoopFilter("registry-sidecar/", Set.of()),
        inbox,
        store.images(),
        store.publications(),
        store.audit(),
        queue,
        SCANS,
        () -> NOON);
  }

  private DurableJobs queue() {
    return new DurableJobs(
        store.jobs(), store.dataSource(), JobSettings.DEFAULT, () -> NOON, new SplittableRandom());
  }

  private void reopen() {
    store.close();
    store = SqliteStore.open(directory, NOON);
  }

  private List<String> jobs() {
    return store.jobs().list(JobFilter.ALL, PageRequest.first(1000)).items().stream()
        .map(StoredJob::id)
        .toList();
  }

  private StoredImage found(String word) {
    return store.images().find(image(word)).orElseThrow();
  }

  private static String push(String id, @Nullable String tag, @Nullable Digest digest) {
    return event(id, Action.PUSH, tag, digest);
  }

  private static String referrer(String id, Digest digest, Digest subject) {
    return event(
        id, Action.PUSH, null, digest, new ManifestHint(true, subject, "application/x", null));
  }

  private static String delete(String id, @Nullable String tag, @Nullable Digest digest) {
    return event(id, Action.DELETE, tag, digest);
  }

  private static String event(
      String id, Action action, @Nullable String tag, @Nullable Digest digest) {
    return event(id, action, tag, digest, null);
  }

  // The checker does not see, in a compiled class, that a nested type is nullable.
  @SuppressWarnings("NullAway")
  private static String event(
      String id,
      Action action,
      @Nullable String tag,
      @Nullable Digest digest,
      @Nullable ManifestHint manifest) {
    return EventCodec.write(
        new PushEvent(
            id,
            null,
            action,
            APP,
            tag == null ? null : new ManifestKey.Tag(tag),
            digest,
            null,
            null,
            null,
            manifest));
  }

  /** The power fails. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class CrashingQueue implements JobQueue {
    @Override
    public int enqueueAll(List<Job> jobs) {
      throw new Crash();
    }

    @Override
    public boolean enqueueLater(Job job, Instant due) {
      throw new Crash();
    }

    @Override
    public int dropAll(String registry, RepositoryName repository, ManifestKey reference) {
      throw new Crash();
    }
  }

  private static final class CrashingInbox extends InboxStub {
    private final Inbox inbox;

    CrashingInbox(Inbox inbox) {
      this.inbox = inbox;
    }

    @Override
    public List<AcceptedEvent> undispatched(int limit) {
      return inbox.undispatched(limit);
    }

    @Override
    public void dispatched(Collection<Long> sequences, Instant at) {
      throw new Crash();
    }
  }
}
