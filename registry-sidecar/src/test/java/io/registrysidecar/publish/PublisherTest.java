package io.registrysidecar.publish;

import static io.registrysidecar.publish.Results.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.publish.TinyRegistry.Kind;
import io.registrysidecar.schema.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written to the registry, and what it replaces. */
@ParameterizedClass
@EnumSource(Kind.class)
class PublisherTest extends PublisherBench {

  PublisherTest(Kind kind) {
    super(kind);
  }

  @Test
  void anImageGetsAReportAnSbomAndSarif() throws Exception {
    Subject image = registry.image("a");

    PublishOutcome outcome = publish(Results.of(image));

    assertThat(outcome).isInstanceOf(PublishOutcome.Published.class);
    assertThat(registry.listed(image))
        .extracting(Descriptor::artifactType)
        .containsExactlyInAnyOrder(MediaTypes.REPORT, MediaTypes.CYCLONEDX, MediaTypes.SARIF);
    assertThat(registry.listed(image))
        .allSatisfy(referrer ->
            assertThat(referrer.annotations())
                .containsEntry("org.opencontainers.image.created", "2026-01-01T12:00:00Z")
                .containsKey("io.registrysidecar.content"));
  }

  @Test
  void theManifestOfAnArtifactIsTheSameOnEveryMachine() throws Exception {
    Subject image = registry.image("a");
    publish(Results.of(image));

    Digest sbom = listed(image, MediaTypes.CYCLONEDX).getFirst();

    assertThat(new String(registry.rawManifest(sbom), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                + "\"artifactType\":\"application/vnd.cyclonedx+json\","
                + "\"config\":{\"mediaType\":\"application/vnd.oci.empty.v1+json\","
                + "\"digest\":\"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\",\"size\":2},"
                + "\"layers\":[{\"mediaType\":\"application/vnd.cyclonedx+json\","
                + "\"digest\":\"sha256:2e01b8740d2b1c7ff47487ab94ff0f7f4d2853f3d985cd6d7e381c4aa5ef9afa\",\"size\":25,"
                + "\"annotations\":{\"org.opencontainers.image.title\":\"sbom.cdx.json\"}}],"
                + "\"subject\":{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\""
                + image.manifest().digest()
                + "\",\"size\":"
                + image.manifest().size()
                + "},\"annotations\":{"
                + "\"io.registrysidecar.content\":\"sha256:2e01b8740d2b1c7ff47487ab94ff0f7f4d2853f3d985cd6d7e381c4aa5ef9afa\","
                + "\"io.registrysidecar.scanner.name\":\"registry-sidecar\","
                + "\"io.registrysidecar.scanner.version\":\"0.1.0\","
                + "\"org.opencontainers.image.created\":\"2026-01-01T12:00:00Z\"}}");
  }

  @Test
  void whatSaysTheSameIsNotSentAgain() throws Exception {
    Subject image = registry.image("a");
    publish(Results.of(image));
    List<Digest> before = registry.artifacts();

    PublishOutcome outcome = publish(Results.of(image).at(NOON.plus(HOUR)).withAdvisories("2"));

    assertThat(outcome).isEqualTo(new PublishOutcome.Published(List.of(), List.of(), false));
    assertThat(registry.artifacts()).isEqualTo(before);
  }

  @Test
  void whatHasChangedReplacesWhatWasThereAndNothingElse() throws Exception {
    Subject image = registry.image("a");
    publish(Results.of(image));
    List<Digest> sbom = listed(image, MediaTypes.CYCLONEDX);
    List<Digest> report = listed(image, MediaTypes.REPORT);

    publish(Results.of(image).saying("all is lost").at(NOON.plus(HOUR)));

    assertThat(listed(image, MediaTypes.CYCLONEDX)).isEqualTo(sbom);
    assertThat(listed(image, MediaTypes.REPORT)).hasSize(1).isNotEqualTo(report);
    assertThat(registry.artifacts()).hasSize(3);
  }

  @Test
  void anotherInstanceReplacesWhatItDidNotWriteItself() throws Exception {
    Subject image = registry.image("a");
    publish(Results.of(image));

    Results changed = Results.of(image).saying("all is lost").at(NOON.plus(HOUR));
    instance().publish(registry, image, changed.artifacts());

    assertThat(registry.artifacts()).hasSize(3);
    assertThat(createdOf(image, MediaTypes.REPORT)).isEqualTo("2026-01-01T13:00:00Z");
  }

  @Test
  void aSlowScanDoesNotReplaceTheResultOfALaterOne() throws Exception {
    Subject image = registry.image("a");
    publish(Results.of(image).saying("later").at(NOON.plus(HOUR)));

    publish(Results.of(image).saying("earlier"));

    assertThat(createdOf(image, MediaTypes.REPORT)).isEqualTo("2026-01-01T13:00:00Z");
    assertThat(registry.artifacts()).hasSize(3);
  }

  @Test
  void aWriterWhoseClockIsAheadDoesNotSilenceTheOthers() throws Exception {
    Subject image = registry.image("a");
    Results tomorrow = Results.of(image).saying("tomorrow").at(NOON.plus(Duration.ofDays(1)));
    instance().publish(registry, image, tomorrow.artifacts());

    publish(Results.of(image).saying("today"));

    assertThat(createdOf(image, MediaTypes.REPORT)).isEqualTo("2026-01-01T12:00:00Z");
  }

  @Test
  void aResultOfTheSameSecondReplacesOurOwnEarlierOne() throws Exception {
    for (int i = 0; i < 8; i++) {
      Subject image = registry.image("image " + i);
      publish(Results.of(image).saying("first " + i));
      Results second = Results.of(image).saying("second " + i);

      publish(second);

      assertThat(listed(image, MediaTypes.REPORT))
          .containsExactly(Attachment.of(second.artifacts().getFirst(), image.manifest()).digest());
    }
  }

  @Test
  void aRegistryThatDeletesNothingShowsTheNewestAmongOthers() throws Exception {
    Subject image = registry.image("a");
    registry.refuseDeletes();
    publish(Results.of(image));

    Results changed = Results.of(image).saying("all is lost").at(NOON.plus(HOUR));
    PublishOutcome outcome = publish(changed);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            PublishOutcome.Published.class,
            published -> assertThat(published.written()).hasSize(2));
    assertThat(listed(image, MediaTypes.REPORT))
        .contains(Attachment.of(changed.artifacts().getFirst(), image.manifest()).digest());
    assertThat(publish(changed))
        .isInstanceOfSatisfying(
            PublishOutcome.Published.class, published -> assertThat(published.written()).isEmpty());
  }
}
