package io.registrysidecar.store;

import static io.registrysidecar.store.Samples.APP;
import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.digest;
import static io.registrysidecar.store.Samples.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.oci.RepositoryName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an {@link ImageStore} promises. */
public abstract class ImageContract extends StoreContract {

  private static final Instant LATER = NOON.plus(Duration.ofHours(1));

  @Test
  void aPushedImageIsPendingUntilItIsScanned() {
    store.images().seen(image("a"), NOON);
    assertThat(found("a").state()).isEqualTo(ImageState.PENDING);

    store.images().scanned(image("a"), result(1, "first"));

    StoredImage scanned = found("a");
    assertThat(scanned.state()).isEqualTo(ImageState.SCANNED);
    assertThat(scanned.counts().critical()).isEqualTo(1);
    assertThat(scanned.coverage()).isEqualTo("complete");
    assertThat(scanned.scannedAt()).isEqualTo(LATER);
    assertThat(store.images().report(image("a")))
        .hasValueSatisfying(report -> assertThat(report).asString(UTF_8).isEqualTo("first"));
  }

  @Test
  void aPushOfAKnownImageKeepsItsResult() {
    store.images().seen(image("a"), NOON);
    store.images().scanned(image("a"), result(1, "report"));
    store.images().seen(image("a"), LATER);

    assertThat(found("a").state()).isEqualTo(ImageState.SCANNED);
    assertThat(found("a").firstSeen()).isEqualTo(NOON);
    assertThat(found("a").pushedAt()).isEqualTo(LATER);
  }

  @Test
  void anImageThatWasGoneAndIsPushedAgainIsPending() {
    store.images().seen(image("a"), NOON);
    store.images().scanned(image("a"), result(1, "report"));
    store.images().deleted(image("a"), LATER);
    assertThat(found("a").deletedAt()).isEqualTo(LATER);

    store.images().seen(image("a"), LATER);

    assertThat(found("a").deletedAt()).isNull();
    assertThat(found("a").state()).isEqualTo(ImageState.PENDING);
  }

  @Test
  void theManifestSaysWhatAnImageIs() {
    store
        .images()
        .describe(
            image("a"),
            new ImageFacts(
                OciMediaTypes.IMAGE_MANIFEST, 42, new Platform("linux", "arm", "v7"), List.of()),
            NOON);

    assertThat(found("a").mediaType()).isEqualTo(OciMediaTypes.IMAGE_MANIFEST);
    assertThat(found("a").size()).isEqualTo(42);
    assertThat(found("a").platform()).isEqualTo(new Platform("linux", "arm", "v7"));
  }

  @Test
  void anImageIsFoundByTheChainOfItsLayers() {
    var chain = digest("chain");
    var facts = new ImageFacts(OciMediaTypes.IMAGE_MANIFEST, 1, null, chain, List.of());
    store.images().describe(image("second"), facts, LATER);
    store.images().describe(image("first"), facts, NOON);
    store
        .images()
        .describe(
            image("other"), new ImageFacts(OciMediaTypes.IMAGE_MANIFEST, 1, null, List.of()), NOON);

    assertThat(store.images().withChain(chain, 10))
        .extracting(StoredImage::key)
        .containsExactly(image("first"), image("second"));
    assertThat(store.images().withChain(chain, 1)).hasSize(1);

    store.images().deleted(image("first"), LATER);
    assertThat(store.images().withChain(chain, 10))
        .extracting(StoredImage::key)
        .containsExactly(image("second"));
  }

  @Test
  void theTagsThatEverNamedAnImageAreKnown() {
    store.images().seen(image("old"), NOON);
    store.images().tagged("main", APP, "latest", digest("old"), NOON);
    store.images().tagged("main", APP, "1.0", digest("old"), NOON);
    store.images().tagged("main", APP, "latest", digest("new"), LATER);

    assertThat(store.images().tagsEver(image("old"))).containsExactly("1.0", "latest");
    assertThat(store.images().tagsEver(image("new"))).containsExactly("latest");
  }

  @Test
  void anIndexHasChildrenAndTheyHaveParents() {
    var children = List.of(digest("arm"), digest("amd"));
    store
        .images()
        .describe(
            image("index"), new ImageFacts(OciMediaTypes.IMAGE_INDEX, 9, null, children), NOON);

    assertThat(store.images().children(image("index"))).isEqualTo(children);
    assertThat(store.images().parents(image("amd"))).containsExactly(image("index"));
    assertThat(store.images().parents(image("index"))).isEmpty();
  }

  @Test
  void aTagNamesOneImageAtATimeAndItsHistoryIsKept() {
    store.images().seen(image("old"), NOON);
    store.images().seen(image("new"), NOON);
    store.images().tagged("main", APP, "latest", digest("old"), NOON);
    store.images().tagged("main", APP, "latest", digest("old"), LATER);
    store.images().tagged("main", APP, "latest", digest("new"), LATER);
    store.images().tagged("main", APP, "1.0", digest("new"), LATER);

    assertThat(store.images().findByTag("main", APP, "latest"))
        .hasValueSatisfying(now -> assertThat(now.key()).isEqualTo(image("new")));
    assertThat(found("new").tags()).containsExactly("1.0", "latest");
    assertThat(found("old").tags()).isEmpty();
    assertThat(store.images().tagHistory("main", APP, "latest", 10))
        .containsExactly(
            new TagMove("latest", digest("new"), LATER, null),
            new TagMove("latest", digest("old"), NOON, LATER));
  }

  @Test
  void severalPushesAreNotedAtOnceInTheirOrder() {
    store
        .images()
        .pushed(
            List.of(
                new ImageStore.Push(image("a"), "v1", NOON),
                new ImageStore.Push(image("b"), "v1", LATER),
                new ImageStore.Push(image("b"), "v2", LATER),
                new ImageStore.Push(image("c"), null, LATER)));

    assertThat(store.images().tags("main", APP))
        .containsOnly(Map.entry("v1", digest("b")), Map.entry("v2", digest("b")));
    assertThat(found("a").tags()).isEmpty();
    assertThat(found("c").state()).isEqualTo(ImageState.PENDING);
  }

  @Test
  void aTagThatIsGoneOrWhoseImageIsGoneNamesNothing() {
    store.images().seen(image("a"), NOON);
    store.images().tagged("main", APP, "one", digest("a"), NOON);
    store.images().tagged("main", APP, "two", digest("a"), NOON);

    store.images().untagged("main", APP, "one", LATER);
    assertThat(found("a").tags()).containsExactly("two");

    store.images().deleted(image("a"), LATER);
    assertThat(store.images().findByTag("main", APP, "two")).isEmpty();
  }

  @Test
  void givingUpIsSaidWithItsReason() {
    store.images().seen(image("a"), NOON);
    store.images().become(image("a"), ImageState.UNSUPPORTED, "a Helm chart");

    assertThat(found("a").state()).isEqualTo(ImageState.UNSUPPORTED);
    assertThat(found("a").detail()).isEqualTo("a Helm chart");
  }

  @Test
  void listsComeInPagesLastPushedFirst() {
    for (int i = 0; i < 7; i++) {
      store.images().seen(image("image " + i), NOON.plusSeconds(i / 2));
    }

    List<ImageKey> all = new ArrayList<>();
    Cursor next = null;
    do {
      Page<StoredImage> page = store.images().list(ImageFilter.ALL, new PageRequest(3, next));
      page.items().forEach(found -> all.add(found.key()));
      next = page.next();
    } while (next != null);

    assertThat(all)
        .containsExactly(
            image("image 6"),
            image("image 5"),
            image("image 4"),
            image("image 3"),
            image("image 2"),
            image("image 1"),
            image("image 0"));
  }

  @Test
  void listsAreFiltered() {
    store.images().seen(image("clean"), NOON);
    store.images().scanned(image("clean"), result(0, ""));
    store.images().seen(image("bad"), NOON);
    store.images().scanned(image("bad"), result(2, ""));
    store.images().tagged("main", APP, "v1", digest("bad"), NOON);
    store.images().seen(new ImageKey("other", APP, digest("bad")), NOON);
    store.images().seen(image("gone"), NOON);
    store.images().deleted(image("gone"), LATER);

    assertThat(listed(new ImageFilter("main", null, null, null, null, false)))
        .containsExactlyInAnyOrder(image("clean"), image("bad"));
    assertThat(listed(new ImageFilter(null, null, null, null, "critical", false)))
        .containsExactly(image("bad"));
    assertThat(listed(new ImageFilter(null, null, null, null, "low", false)))
        .containsExactly(image("bad"));
    assertThat(listed(new ImageFilter(null, APP, "v1", null, null, false)))
        .containsExactly(image("bad"));
    assertThat(listed(new ImageFilter(null, null, null, ImageState.PENDING, null, false)))
        .containsExactly(new ImageKey("other", APP, digest("bad")));
    assertThat(listed(new ImageFilter("main", null, null, null, null, true)))
        .contains(image("gone"));
    assertThat(listed(new ImageFilter(null, new RepositoryName("x"), null, null, null, false)))
        .isEmpty();
  }

  @Test
  void repositoriesAreCounted() {
    store.images().seen(image("a"), NOON);
    store.images().seen(image("b"), LATER);
    store.images().seen(new ImageKey("main", new RepositoryName("z"), digest("a")), NOON);

    Page<RepositorySummary> first = store.images().repositories(PageRequest.first(1));
    Page<RepositorySummary> second = store.images().repositories(new PageRequest(1, first.next()));

    assertThat(first.items()).containsExactly(new RepositorySummary("main", APP, 2, LATER));
    assertThat(second.items())
        .containsExactly(new RepositorySummary("main", new RepositoryName("z"), 1, NOON));
    assertThat(second.next()).isNull();
    assertThat(store.images().counts())
        .containsEntry(ImageState.PENDING, 3L)
        .containsEntry(ImageState.SCANNED, 0L);
  }

  private StoredImage found(String word) {
    return store.images().find(image(word)).orElseThrow();
  }

  private List<ImageKey> listed(ImageFilter filter) {
    return store.images().list(filter, PageRequest.first(100)).map(StoredImage::key).items();
  }

  private static ImageResult result(int critical, String report) {
    return new ImageResult(
        new SeverityCounts(critical, 0, 0, 0, 0, 0, critical),
        "complete",
        "v1",
        report.getBytes(UTF_8),
        LATER);
  }
}
