package io.registrysidecar.store;

import static io.registrysidecar.store.Samples.APP;
import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.digest;
import static io.registrysidecar.store.Samples.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.RepositoryName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a {@link PublicationStore} promises. */
public abstract class PublicationContract extends StoreContract {

  @Test
  void anArtifactIsOursBeforeItIsWritten() {
    assertThat(isOurs("report")).isFalse();

    store.publications().intend(image("a"), List.of(artifact("report")), NOON);
    reopen();

    assertThat(isOurs("report")).isTrue();
    assertThat(store.publications().isOurs("main", new RepositoryName("x"), digest("report")))
        .isFalse();
    assertThat(state("report")).isEqualTo(PublicationState.INTENDED);
  }

  @Test
  void aRetryFindsTheSameBytes() {
    store.publications().intend(image("a"), List.of(artifact("report")), NOON);

    Artifact found = store.publications().artifact(image("a"), digest("report")).orElseThrow();

    assertThat(found.manifest()).asString(UTF_8).isEqualTo("report");
    assertThat(found.blobs()).hasSize(2);
    assertThat(found.blobs().getLast()).asString(UTF_8).isEqualTo("blob of report");
    assertThat(found.artifactType()).isEqualTo("application/vnd.example");
  }

  @Test
  void intendingWhatIsPublishedChangesNothing() {
    store.publications().intend(image("a"), List.of(artifact("report")), NOON);
    store.publications().published(image("a"), List.of(digest("report")), NOON);
    store.publications().intend(image("a"), List.of(artifact("report")), NOON.plusSeconds(9));

    assertThat(store.publications().of(image("a")))
        .containsExactly(
            new Publication(
                image("a"),
                "application/vnd.example",
                digest("report"),
                6,
                PublicationState.PUBLISHED,
                NOON,
                NOON));
  }

  @Test
  void theBytesOfWhatIsRemovedAreForgottenAndItStaysKnownAsOurs() {
    store.publications().intend(image("a"), List.of(artifact("old"), artifact("new")), NOON);
    store.publications().published(image("a"), List.of(digest("old"), digest("new")), NOON);
    store.publications().removed(image("a"), List.of(digest("old")), NOON);

    assertThat(store.publications().artifact(image("a"), digest("old"))).isEmpty();
    assertThat(store.publications().of(image("a")))
        .extracting(Publication::digest)
        .containsExactly(digest("new"));
    assertThat(isOurs("old")).as("its notification may still come").isTrue();
  }

  @Test
  void whatIsSettledStaysSoUntilSomethingIsIntendedOrRemoved() {
    PublicationStore publications = store.publications();
    publications.intend(image("a"), List.of(artifact("report")), NOON);
    publications.published(image("a"), List.of(digest("report")), NOON);
    publications.settle(image("a"), "of these");
    reopen();

    assertThat(store.publications().settled(image("a"))).contains("of these");
    assertThat(store.publications().settled(image("b"))).isEmpty();

    store.publications().settle(image("a"), "of those");
    store.publications().intend(image("a"), List.of(artifact("report")), NOON);
    assertThat(store.publications().settled(image("a"))).contains("of those");

    store.publications().intend(image("a"), List.of(artifact("sbom")), NOON);
    assertThat(store.publications().settled(image("a"))).isEmpty();

    store.publications().settle(image("a"), "of these");
    store.publications().removed(image("a"), List.of(digest("sbom")), NOON);
    assertThat(store.publications().settled(image("a"))).isEmpty();
  }

  @Test
  void whatWasRemovedMayBePublishedAgain() {
    store.publications().intend(image("a"), List.of(artifact("report")), NOON);
    store.publications().removed(image("a"), List.of(digest("report")), NOON);
    store.publications().intend(image("a"), List.of(artifact("report")), NOON);

    assertThat(state("report")).isEqualTo(PublicationState.INTENDED);
    assertThat(store.publications().artifact(image("a"), digest("report")))
        .hasValueSatisfying(found -> assertThat(found.blobs()).hasSize(2));
  }

  @Test
  void onlyWhatWasRemovedIsEverForgotten() {
    store.publications().intend(image("a"), List.of(artifact("here"), artifact("gone")), NOON);
    store.publications().removed(image("a"), List.of(digest("gone")), NOON);

    assertThat(store.publications().prune(NOON)).isZero();
    assertThat(store.publications().prune(NOON.plus(Duration.ofDays(1)))).isEqualTo(1);
    assertThat(isOurs("here")).isTrue();
    assertThat(isOurs("gone")).isFalse();
  }

  private boolean isOurs(String word) {
    return store.publications().isOurs("main", APP, digest(word));
  }

  private PublicationState state(String word) {
    return store.publications().of(image("a")).stream()
        .filter(publication -> publication.digest().equals(digest(word)))
        .findFirst()
        .orElseThrow()
        .state();
  }

  private static Artifact artifact(String word) {
    return new Artifact(
        "application/vnd.example",
        OciMediaTypes.IMAGE_MANIFEST,
        digest(word),
        word.getBytes(UTF_8),
        List.of("{}".getBytes(UTF_8), ("blob of " + word).getBytes(UTF_8)));
  }
}
