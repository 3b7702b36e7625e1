package io.registrysidecar.intake;

import static io.registrysidecar.store.Samples.APP;
import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.digest;
import static io.registrysidecar.store.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.registrysidecar.job.DurableJobs;
import io.registrysidecar.job.Job;
import io.registrysidecar.job.JobSettings;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import io.registrysidecar.store.Artifact;
import io.registrysidecar.store.ImageResult;
import io.registrysidecar.store.ImageState;
import io.registrysidecar.store.JobFilter;
import io.registrysidecar.store.PageRequest;
import io.registrysidecar.store.SeverityCounts;
import io.registrysidecar.store.StoredJob;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every tag of a registry compared with what the store knows. */
class ReconciliationTest {

  private static final ScanJobs SCANS =
      (registry, repository, manifest, priority, wish) ->
          new Job("scan", registry, repository, manifest, "g", priority, "");
  private static final RepositoryName OTHER = new RepositoryName("other");

  @TempDir Path directory;
  private final PlainRegistry registry = new PlainRegistry();
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
  void aPushThatNobodyToldOfIsFound() throws Exception {
    registry.tag(APP, "v1", "a");
    registry.tag(APP, "latest", "a");
    registry.tag(OTHER, "v1", "b");

    assertThat(reconcile().queued()).isEqualTo(2);
    assertThat(jobs())
        .containsExactlyInAnyOrder(
            "scan/main/team/app@" + digest("a") + "#g", "scan/main/other@" + digest("b") + "#g");
    assertThat(store.images().find(image("a")).orElseThrow().tags())
        .containsExactly("latest", "v1");
    assertThat(store.jobs().list(JobFilter.ALL, PageRequest.first(9)).items())
        .allSatisfy(job -> assertThat(job.job().priority()).isZero());
  }

  @Test
  void whatIsQueuedIsNotQueuedAgain() throws Exception {
    registry.tag(APP, "v1", "a");
    reconcile();

    assertThat(reconcile().queued()).isZero();
  }

  @Test
  void whatIsPublishedIsLeftAlone() throws Exception {
    registry.tag(APP, "v1", "a");
    scanned("a");
    publish("a");

    assertThat(reconcile().queued()).isZero();
  }

  @Test
  void whatIsScannedButNotPublishedIsQueued() throws Exception {
    registry.tag(APP, "v1", "a");
    scanned("a");

    assertThat(reconcile().queued()).isEqualTo(1);
  }

  @Test
  void whatCannotBeScannedIsLeftAlone() throws Exception {
    registry.tag(APP, "chart", "a");
    registry.tag(APP, "broken", "b");
    store.images().seen(image("a"), NOON);
    store.images().become(image("a"), ImageState.UNSUPPORTED, "a Helm chart");
    store.images().seen(image("b"), NOON);
    store.images().become(image("b"), ImageState.FAILED, "unreadable");

    assertThat(reconcile().queued()).isZero();
  }

  @Test
  void anImageThatWasGoneAndIsThereAgainIsQueued() throws Exception {
    scanned("a");
    publish("a");
    store.images().deleted(image("a"), NOON);
    registry.tag(APP, "v1", "a");

    assertThat(reconcile().queued()).isEqualTo(1);
    assertThat(store.images().find(image("a")).orElseThrow().deletedAt()).isNull();
  }

  @Test
  void aTagThatMovedIsNoted() throws Exception {
    registry.tag(APP, "v1", "old");
    reconcile();
    registry.tag(APP, "v1", "new");
    reconcile();

    assertThat(store.images().findByTag("main", APP, "v1").orElseThrow().key())
        .isEqualTo(image("new"));
  }

  @Test
  void aTagThatIsGoneIsNotedAndItsImageIsLookedAfter() throws Exception {
    registry.tag(APP, "v1", "a");
    registry.tag(APP, "v2", "b");
    reconcile();
    registry.untag(APP, "v1");
    reconcile();

    assertThat(store.images().findByTag("main", APP, "v1")).isEmpty();
    assertThat(jobs()).contains("deletion/main/team/app@" + digest("a") + "#reconciliation");
  }

  @Test
  void onlyRepositoriesThatAreLookedAfterAreAsked() throws Exception {
    registry.tag(APP, "v1", "a");
    registry.tag(OTHER, "v1", "b");

    reconcile(registered(name -> name.equals(OTHER), List.of()));
    assertThat(registry.asked).containsExactly(OTHER);
  }

  @Test
  void repositoriesNamedInFullNeedNoCatalogue() throws Exception {
    registry.catalogue = new RegistryFailure.Denied("list repositories", 401, "catalog");
    registry.tag(APP, "v1", "a");

    assertThat(reconcile(registered(name -> true, List.of(APP))).queued()).isEqualTo(1);
  }

  @Test
  void withoutACatalogueTheRepositoriesThatWereHeardOfAreCompared() throws Exception {
    registry.catalogue = new RegistryFailure.Denied("list repositories", 401, "catalog");
    registry.tag(APP, "v1", "a");
    registry.tag(APP, "v2", "b");
    store.images().seen(image("a"), NOON);

    assertThat(reconcile().queued()).isEqualTo(2);
  }

  @Test
  void aRepositoryThatDoesNotExistYetHasNoTags() throws Exception {
    assertThat(reconcile(registered(name -> true, List.of(APP))))
        .isEqualTo(new Reconciliation.Result(0, List.of()));
  }

  @Test
  void aRepositoryThatIsRefusedDoesNotKeepOthersFromBeingCompared() throws Exception {
    var denied = new RegistryFailure.Denied("list tags", 403, "pull");
    registry.tag(APP, "v1", "a");
    registry.tag(OTHER, "v1", "b");
    registry.failures.put(OTHER, denied);

    assertThat(reconcile()).isEqualTo(new Reconciliation.Result(1, List.of(denied)));
  }

  @Test
  void aRegistryThatIsDownIsLeftAloneUntilTheNextTime() {
    registry.catalogue = new RegistryFailure.Unreachable("list repositories", "refused");

    assertThatThrownBy(this::reconcile).isInstanceOf(RegistryException.class);
  }

  @Test
  void theReconcilerComparesAgainAndAgainUntilItIsClosed() {
    registry.tag(APP, "v1", "a");
    try (Reconciler reconciler =
        Reconciler.start(
            List.of(registered(name -> true, List.of())),
            store.images(),
            store.publications(),
            queue(),
            SCANS,
            () -> NOON,
            new SplittableRandom(1))) {
      assertThat(reconciler).isNotNull();
      await().until(() -> jobs().size() == 1);
      registry.tag(APP, "v2", "b");
      await().until(() -> jobs().size() == 2);
    }
  }

  private Reconciliation.Result reconcile() throws RegistryException, InterruptedException {
    return reconcile(registered(name -> true, List.of()));
  }

  private Reconciliation.Result reconcile(ReconciledRegistry what)
      throws RegistryException, InterruptedException {
    return new Reconciliation(
            store.images(), store.publications(), queue(), SCANS, () -> NOON, () -> {})
        .run(what);
  }

  private ReconciledRegistry registered(
      Predicate<RepositoryName> accepted, List<RepositoryName> named) {
    return new ReconciledRegistry("main", registry, accepted, named, Duration.ofMillis(50));
  }

  private DurableJobs queue() {
    return new DurableJobs(
        store.jobs(), store.dataSource(), JobSettings.DEFAULT, () -> NOON, new SplittableRandom());
  }

  private List<String> jobs() {
    return store.jobs().list(JobFilter.ALL, PageRequest.first(100)).items().stream()
        .map(StoredJob::id)
        .toList();
  }

  private void scanned(String word) {
    store
        .images()
        .scanned(
            image(word), new ImageResult(SeverityCounts.NONE, "complete", "v", new byte[0], NOON));
  }

  private void publish(String word) {
    Digest report = digest("report of " + word);
    store
        .publications()
        .intend(
            image(word),
            List.of(
                new Artifact("a/b", OciMediaTypes.IMAGE_MANIFEST, report, new byte[0], List.of())),
            NOON);
    store.publications().published(image(word), List.of(report), NOON);
  }
}
