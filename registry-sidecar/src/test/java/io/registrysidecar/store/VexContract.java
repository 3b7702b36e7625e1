package io.registrysidecar.store;

import static io.registrysidecar.store.Samples.APP;
import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.vex.VexMark;
import io.registrysidecar.advisory.vex.VexStatus;
import io.registrysidecar.oci.RepositoryName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a {@link VexStore} promises. */
public abstract class VexContract extends StoreContract {

  private static final VexScope IMAGE = new VexScope("main", APP, digest("a"));
  private static final VexScope REPOSITORY = new VexScope("main", APP, null);
  private static final VexFilter ALL = new VexFilter(null, null, null, true);

  private static VexMark mark(String vulnerability, @Nullable Instant expires) {
    return new VexMark(
        vulnerability,
        "pkg:deb/debian/a@1",
        VexStatus.NOT_AFFECTED,
        "component_not_present",
        "prose",
        "action",
        "Ada",
        expires);
  }

  private StoredVex add(VexScope scope, VexMark mark) {
    return store.vex().add(scope, mark, "alice", NOON).orElseThrow();
  }

  @Test
  void aStatementIsKeptWordForWord() {
    VexMark mark = mark("CVE-1", NOON.plusSeconds(60));

    StoredVex added = add(IMAGE, mark);
    reopen();

    assertThat(store.vex().find(added.id())).contains(added);
    assertThat(added.mark()).isEqualTo(mark);
    assertThat(added.scope()).isEqualTo(IMAGE);
    assertThat(added.actor()).isEqualTo("alice");
    assertThat(added.counts(NOON)).isTrue();
    assertThat(added.counts(NOON.plusSeconds(60))).isFalse();
    assertThat(added.changed(NOON.plusSeconds(59))).isEqualTo(NOON);
    assertThat(added.changed(NOON.plusSeconds(61))).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void whatIsSaidOfAnImageIsFoundWithWhatIsSaidOfItsRepository() {
    StoredVex ofImage = add(IMAGE, mark("CVE-1", null));
    StoredVex ofAll = add(REPOSITORY, mark("CVE-2", null));
    add(new VexScope("main", APP, digest("b")), mark("CVE-3", null));
    add(new VexScope("other", APP, digest("a")), mark("CVE-4", null));
    add(new VexScope("main", new RepositoryName("team/b"), digest("a")), mark("CVE-5", null));

    assertThat(store.vex().about("main", APP, List.of(digest("a"))))
        .containsExactly(ofImage, ofAll);
    assertThat(store.vex().about("main", APP, List.of())).containsExactly(ofAll);
  }

  @Test
  void aStatementIsRemovedOnceAndStaysKnown() {
    StoredVex added = add(IMAGE, mark("CVE-1", null));

    assertThat(store.vex().remove(added.id(), "bob", NOON.plusSeconds(1))).isTrue();
    assertThat(store.vex().remove(added.id(), "eve", NOON.plusSeconds(2))).isFalse();
    assertThat(store.vex().remove(999, "bob", NOON)).isFalse();

    StoredVex ended = store.vex().find(added.id()).orElseThrow();
    assertThat(ended.endedBy()).isEqualTo("bob");
    assertThat(ended.counts(NOON)).isFalse();
    assertThat(ended.changed(NOON.plusSeconds(5))).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void whatHasExpiredCannotBeRemoved() {
    StoredVex added = add(IMAGE, mark("CVE-1", NOON.plusSeconds(1)));

    assertThat(store.vex().remove(added.id(), "bob", NOON.plusSeconds(1))).isFalse();
  }

  @Test
  void imagesAreToldOfBeginningsAndEndsOnce() {
    StoredVex added = add(IMAGE, mark("CVE-1", NOON.plusSeconds(60)));

    VexStore.Untold begun = only(store.vex().untold(NOON, 10));
    assertThat(begun).isEqualTo(new VexStore.Untold(added, true, false));
    store.vex().told(begun);
    reopen();
    assertThat(store.vex().untold(NOON.plusSeconds(59), 10)).isEmpty();

    VexStore.Untold ended = only(store.vex().untold(NOON.plusSeconds(60), 10));
    assertThat(ended).isEqualTo(new VexStore.Untold(added, false, true));
    store.vex().told(ended);
    assertThat(store.vex().untold(NOON.plusSeconds(61), 10)).isEmpty();
  }

  @Test
  void oneThatEndedBeforeAnybodyWasToldIsToldOfAtOnce() {
    StoredVex added = add(IMAGE, mark("CVE-1", null));
    store.vex().remove(added.id(), "bob", NOON);

    VexStore.Untold both = only(store.vex().untold(NOON, 10));

    assertThat(both.begun()).isTrue();
    assertThat(both.ended()).isTrue();
    store.vex().told(both);
    assertThat(store.vex().untold(NOON, 10)).isEmpty();
  }

  @Test
  void listsComeNewestFirstInPagesAndFiltered() {
    StoredVex one = add(IMAGE, mark("CVE-1", null));
    StoredVex two = add(REPOSITORY, mark("CVE-2", NOON.plusSeconds(1)));
    StoredVex three = add(new VexScope("main", APP, digest("b")), mark("CVE-3", null));
    add(new VexScope("other", APP, null), mark("CVE-4", null));
    var ofMain = new VexFilter("main", APP, null, true);

    Page<StoredVex> page = store.vex().list(ofMain, NOON, PageRequest.first(2));
    assertThat(page.items()).containsExactly(three, two);
    assertThat(store.vex().list(ofMain, NOON, new PageRequest(2, page.next())).items())
        .containsExactly(one);
    assertThat(list(new VexFilter("main", APP, digest("a"), true), NOON)).containsExactly(two, one);
    assertThat(list(new VexFilter("main", APP, null, false), NOON.plusSeconds(1)))
        .containsExactly(three, one);
    assertThat(list(ALL, NOON)).hasSize(4);
  }

  @Test
  void aRepositoryHasOnlySoManyThatCount() {
    StoredVex first = add(REPOSITORY, mark("CVE-0", null));
    for (int i = 1; i < VexStore.MOST; i++) {
      add(IMAGE, mark("CVE-" + i, null));
    }

    assertThat(store.vex().add(IMAGE, mark("CVE-X", null), "alice", NOON)).isEmpty();
    store.vex().remove(first.id(), "bob", NOON);
    assertThat(store.vex().add(IMAGE, mark("CVE-X", null), "alice", NOON)).isPresent();
  }

  @Test
  void onlyWhatEndedLongAgoAndWasToldIsForgotten() {
    StoredVex counts = add(IMAGE, mark("CVE-1", null));
    StoredVex untold = add(IMAGE, mark("CVE-2", NOON.plusSeconds(1)));
    StoredVex old = add(IMAGE, mark("CVE-3", NOON.plusSeconds(1)));
    Instant later = NOON.plus(Duration.ofDays(1));
    store.vex().told(new VexStore.Untold(old, true, true));

    assertThat(store.vex().prune(NOON)).isZero();
    assertThat(store.vex().prune(later)).isEqualTo(1);
    assertThat(list(ALL, NOON)).containsExactly(untold, counts);
  }

  private List<StoredVex> list(VexFilter filter, Instant now) {
    return store.vex().list(filter, now, PageRequest.first(100)).items();
  }

  private static VexStore.Untold only(List<VexStore.Untold> changes) {
    assertThat(changes).hasSize(1);
    return changes.getFirst();
  }
}
