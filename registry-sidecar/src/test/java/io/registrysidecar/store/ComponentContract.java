package io.registrysidecar.store;

import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.deb;
import static io.registrysidecar.store.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What {@link ComponentStore} and {@link FindingStore} promise: the way from a changed advisory to
 * the images it concerns.
 */
public abstract class ComponentContract extends StoreContract {

  private static final ComponentFinding HEARTBLEED =
      new ComponentFinding(
          "DSA-2896", List.of("CVE-2014-0160"), "critical", "fixed-available", "1.0.1g", "{}");

  @BeforeEach
  void pushTwoImages() {
    store.images().seen(image("a"), NOON);
    store.images().seen(image("b"), NOON);
  }

  @Test
  void imagesWithTheSameComponentShareIt() {
    long first = assign("a", deb("curl", "7.88", null)).getFirst().id();
    long second = assign("b", deb("zlib", "1", null), deb("curl", "7.88", null)).getLast().id();

    assertThat(second).isEqualTo(first);
  }

  @Test
  void anyDifferenceMakesAnotherComponent() {
    assertThat(
            assign(
                "a",
                deb("curl", "7.88", null),
                deb("curl", "7.89", null),
                deb("curl", "7.88", ""),
                deb("curl", "7.88", "curl")))
        .extracting(ComponentStore.Known::id)
        .doesNotHaveDuplicates();
  }

  @Test
  void anImageHasWhatItWasAssignedLast() {
    assign("a", deb("curl", "7.88", null));
    assign("a", deb("zlib", "1", null));

    assertThat(store.components().of(image("a")))
        .extracting(ComponentStore.Known::identity)
        .containsExactly(deb("zlib", "1", null));
  }

  @Test
  void anImageCanHaveWhatAnotherHas() {
    assign("a", deb("curl", "7.88", null), deb("zlib", "1", null));
    assign("b", deb("openssl", "3", null));

    assertThat(store.components().assignAsOf(image("b"), image("a"), 2)).isTrue();
    assertThat(store.components().of(image("b"))).isEqualTo(store.components().of(image("a")));
    assertThat(store.components().assignAsOf(image("a"), image("a"), 2)).isTrue();

    assertThat(store.components().assignAsOf(image("b"), image("a"), 3)).isFalse();
    assertThat(store.components().assignAsOf(image("b"), image("unknown"), 2)).isFalse();
  }

  @Test
  void itIsKnownWhichOfManyWereMatched() {
    ComponentIdentity[] many =
        IntStream.range(0, 600)
            .mapToObj(i -> deb("package" + i, "1", null))
            .toArray(ComponentIdentity[]::new);
    List<Long> ids = assign("a", many).stream().map(ComponentStore.Known::id).toList();
    List<Long> matched = ids.subList(0, 300);
    store
        .findings()
        .replace(matched.stream().collect(Collectors.toMap(id -> id, id -> List.of())), "v1");

    assertThat(store.findings().judged(ids, "v1")).containsExactlyInAnyOrderElementsOf(matched);
    assertThat(store.findings().judged(ids, "v2")).isEmpty();
    assertThat(store.findings().judged(List.of(), "v1")).isEmpty();
  }

  @Test
  void componentsOfAnUnknownImageAreRefused() {
    assertThatThrownBy(() -> assign("unknown", deb("curl", "7.88", null)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFindingLeadsToTheImagesThatItAffects() {
    long curl = assign("a", deb("curl", "7.88", null)).getFirst().id();
    assign("b", deb("curl", "7.88", null));
    store.findings().replace(Map.of(curl, List.of(HEARTBLEED)), "v1");

    assertThat(affected("DSA-2896")).containsExactlyInAnyOrder(image("a"), image("b"));
    assertThat(affected("CVE-2014-0160")).containsExactlyInAnyOrder(image("a"), image("b"));
    store.images().deleted(image("b"), NOON);
    assertThat(affected("CVE-2014-0160")).containsExactly(image("a"));
    assertThat(affected("CVE-1999-0001")).isEmpty();
  }

  @Test
  void onlyChangedFindingsAreReportedAsChanged() {
    long curl = assign("a", deb("curl", "7.88", null)).getFirst().id();
    long zlib = assign("b", deb("zlib", "1", null)).getFirst().id();

    assertThat(store.findings().replace(Map.of(curl, List.of(HEARTBLEED), zlib, List.of()), "v1"))
        .containsExactly(curl);
    assertThat(store.findings().replace(Map.of(curl, List.of(HEARTBLEED)), "v2")).isEmpty();
    assertThat(store.findings().replace(Map.of(curl, List.of()), "v3")).containsExactly(curl);
    assertThat(affected("DSA-2896")).isEmpty();
  }

  @Test
  void findingsOfOlderAdvisoriesAreNotGivenOut() {
    long curl = assign("a", deb("curl", "7.88", null)).getFirst().id();
    store.findings().replace(Map.of(curl, List.of(HEARTBLEED)), "v1");

    assertThat(store.findings().of(List.of(curl), "v1"))
        .containsExactly(Map.entry(curl, List.of(HEARTBLEED)));
    assertThat(store.findings().of(List.of(curl), "v2")).isEmpty();
  }

  @Test
  void pagesOfImagesGoOnWhereTheyEnded() {
    long curl = assign("a", deb("curl", "7.88", null)).getFirst().id();
    assign("b", deb("curl", "7.88", null));

    store.findings().replace(Map.of(curl, List.of(HEARTBLEED)), "v1");

    Page<ImageKey> first = store.findings().imagesAffectedBy("DSA-2896", PageRequest.first(1));
    Page<ImageKey> second =
        store.findings().imagesAffectedBy("DSA-2896", new PageRequest(1, first.next()));

    assertThat(first.items()).containsExactly(image("a"));
    assertThat(second.items()).containsExactly(image("b"));
    assertThat(second.next()).isNull();
  }

  @Test
  void componentsThatNoImageHasAreForgottenWithTheirFindings() {
    long curl = assign("a", deb("curl", "7.88", null)).getFirst().id();
    assign("b", deb("zlib", "1", null));
    store.findings().replace(Map.of(curl, List.of(HEARTBLEED)), "v1");
    store.images().deleted(image("a"), NOON);

    assertThat(store.components().prune()).isEqualTo(1);
    assertThat(store.findings().judged(List.of(curl), "v1")).isEmpty();
    assertThat(store.components().of(image("b"))).hasSize(1);
  }

  private List<ComponentStore.Known> assign(String image, ComponentIdentity... components) {
    return store.components().assign(image(image), List.of(components));
  }

  private List<ImageKey> affected(String finding) {
    return store.findings().imagesAffectedBy(finding, PageRequest.first(10)).items();
  }
}
