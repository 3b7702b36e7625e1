package io.registrysidecar.oci.client;

import static io.registrysidecar.oci.client.Fixture.ARTIFACT_TYPE;
import static io.registrysidecar.oci.client.Fixture.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What holds for the referrers of an image, whichever way a registry keeps them. */
abstract class ReferrersContract extends ReferrersSetup {

  private static final String OTHER_TYPE = "application/vnd.example.other.v1+json";

  @Test
  void anImageHasNoneAtFirst() throws Exception {
    assertThat(listed()).isEmpty();
  }

  @Test
  void anImageThatIsNotThereHasNone() throws Exception {
    assertThat(fixture.client.referrers(REPOSITORY, Digest.sha256(new byte[1]), null)).isEmpty();
  }

  @Test
  void whatIsAttachedIsListedWithTypeAndAnnotations() throws Exception {
    Descriptor report = artifact("report");

    change(List.of(report), List.of());

    assertThat(listed()).containsExactly(report);
    assertThat(listed().getFirst().artifactType()).isEqualTo(ARTIFACT_TYPE);
    assertThat(listed().getFirst().annotations()).containsEntry("name", "report");
  }

  @Test
  void attachingTwiceListsOnce() throws Exception {
    Descriptor report = artifact("report");

    change(List.of(report), List.of());
    change(List.of(report), List.of());

    assertThat(listed()).containsExactly(report);
  }

  @Test
  void severalAreAttachedTogether() throws Exception {
    List<Descriptor> all = List.of(artifact("a"), artifact("b"), artifact("c"));

    change(all, List.of());

    assertThat(listed()).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void theNewTakesThePlaceOfTheOld() throws Exception {
    Descriptor old = artifact("old");
    change(List.of(old), List.of());
    Descriptor renewed = artifact("new");

    ReferrersOutcome outcome = change(List.of(renewed), List.of(old.digest()));

    assertThat(listed()).containsExactly(renewed);
    assertThat(outcome.listed()).hasValue(List.of(renewed));
    assertThat(outcome.notDeleted()).isEmpty();
    assertThat(fixture.faults.seen("DELETE /manifests/" + old.digest())).hasSize(1);
  }

  @Test
  void removingWhatIsGoneIsDone() throws Exception {
    Descriptor report = artifact("report");
    change(List.of(report), List.of());

    change(List.of(), List.of(report.digest()));
    change(List.of(), List.of(report.digest()));

    assertThat(listed()).isEmpty();
  }

  @Test
  void oneTypeIsListedAlone() throws Exception {
    Descriptor ours = artifact("ours");
    Descriptor other = fixture.artifact(fixture.client, image, "other", OTHER_TYPE);
    change(List.of(ours, other), List.of());

    assertThat(fixture.client.referrers(REPOSITORY, image.digest(), ARTIFACT_TYPE))
        .containsExactly(ours);
    assertThat(fixture.client.referrers(REPOSITORY, image.digest(), OTHER_TYPE))
        .containsExactly(other);
    assertThat(fixture.client.referrers(REPOSITORY, image.digest(), "application/none")).isEmpty();
  }

  @Test
  void referrersOfOneImageAreNotThoseOfAnother() throws Exception {
    Descriptor another = fixture.image("2.0");
    change(List.of(artifact("report")), List.of());

    assertThat(fixture.client.referrers(REPOSITORY, another.digest(), null)).isEmpty();
  }

  @Test
  void sixteenWritersAtOnceLoseNothing() throws Exception {
    List<Callable<Descriptor>> writers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String name = "writer-" + i;
      writers.add(() -> {
        Descriptor report = artifact(name);
        change(List.of(report), List.of());
        return report;
      });
    }

    List<Descriptor> written = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var writer : threads.invokeAll(writers)) {
        written.add(writer.get());
      }
    }

    assertThat(listed()).containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void aRegistryThatDoesNotDeleteIsToldApart() throws Exception {
    Descriptor old = artifact("old");
    change(List.of(old), List.of());
    fixture.faults.always("DELETE /", Fault.status(405));

    ReferrersOutcome outcome = change(List.of(artifact("new")), List.of(old.digest()));

    assertThat(outcome.notDeleted()).containsExactly(old.digest());
  }
}
