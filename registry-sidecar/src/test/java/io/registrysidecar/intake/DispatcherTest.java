package io.registrysidecar.intake;

import static io.registrysidecar.store.Samples.APP;
import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.digest;
import static io.registrysidecar.store.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.registrysidecar.intake.PushEvent.Action;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.Artifact;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.Inbox;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.StoredImage;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What events lead to. */
class DispatcherTest extends DispatcherBench {

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

  private StoredImage found(String word) {
    return store.images().find(image(word)).orElseThrow();
  }

  private static String referrer(String id, Digest digest, Digest subject) {
    return event(
        id, Action.PUSH, null, digest, new ManifestHint(true, subject, "application/x", null));
  }

  private static String delete(String id, @Nullable String tag, @Nullable Digest digest) {
    return event(id, Action.DELETE, tag, digest);
  }
}
