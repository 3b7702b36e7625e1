package io.registrysidecar.publish;

import static io.registrysidecar.publish.Results.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.ArtifactManifest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.publish.TinyRegistry.Kind;
import io.registrysidecar.schema.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What others wrote, take away or overwrite. */
@ParameterizedClass
@EnumSource(Kind.class)
class PublishBesideOthersTest extends PublisherBench {

  PublishBesideOthersTest(Kind kind) {
    super(kind);
  }

  @Test
  void otherPeoplesArtifactsStay() throws Exception {
    Subject image = registry.image("a");
    Descriptor foreign = attachForeignSbom(image);

    publish(Results.of(image));
    publish(Results.of(image).saying("all is lost").at(NOON.plus(HOUR)));

    assertThat(registry.listed(image)).contains(foreign).hasSize(4);
  }

  @Test
  void aClaimToSayTheSameIsNotBelievedBeforeItWasRead() throws Exception {
    Subject image = registry.image("a");
    Artifact real = Results.of(image).artifacts().getFirst();
    byte[] lie = "{\"schemaVersion\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    var forged = new Artifact(real.type(), real.fileName(), lie, real.annotations());
    Publisher forger = instance();
    forger.publish(registry, image, List.of(forged));

    publish(Results.of(image));

    assertThat(listed(image, MediaTypes.REPORT))
        .containsExactly(Attachment.of(real, image.manifest()).digest());
  }

  @Test
  void nothingIsWrittenToAnImageThatIsGone() throws Exception {
    Subject image = registry.image("a");
    registry.loseManifest(image.manifest().digest());

    assertThat(publish(Results.of(image))).isEqualTo(new PublishOutcome.SubjectGone());

    assertThat(registry.artifacts()).isEmpty();
  }

  @Test
  void nothingIsLeftOnAnImageThatGoesMeanwhile() throws Exception {
    Subject image = registry.image("a");
    registry.onEveryStep(step -> {
      if (step.equals("after manifest")) {
        registry.loseManifest(image.manifest().digest());
      }
    });

    assertThat(publish(Results.of(image))).isEqualTo(new PublishOutcome.SubjectGone());

    assertThat(registry.artifacts()).isEmpty();
    assertThat(registry.listed(image)).isEmpty();
  }

  @Test
  void withdrawingLeavesWhatOthersWrote() throws Exception {
    Subject image = registry.image("a");
    Descriptor foreign = attachForeignSbom(image);
    publish(Results.of(image));

    publisher.withdraw(registry, image);

    assertThat(registry.listed(image)).containsExactly(foreign);
  }

  @Test
  void whatAGarbageCollectionTookIsSentAgain() throws Exception {
    Subject image = registry.image("a");
    publish(Results.of(image));
    Digest report = listed(image, MediaTypes.REPORT).getFirst();
    registry.loseManifest(report);

    publish(Results.of(image));

    assertThat(listed(image, MediaTypes.REPORT)).containsExactly(report);
  }

  @Test
  void whatAForeignWriterOverwroteIsListedAgain() throws Exception {
    Subject image = registry.image("a");
    List<Descriptor> before = registry.listed(image);
    publish(Results.of(image));
    List<Digest> ours = registry.artifacts();
    registry.overwriteList(image, before);

    publisher.reassert(registry, image);

    assertThat(registry.listed(image)).extracting(Descriptor::digest).hasSameElementsAs(ours);
  }

  @Test
  void reassertingDoesNotReplaceWhatAnotherInstanceWroteSince() throws Exception {
    Subject image = registry.image("a");
    publish(Results.of(image));
    Results changed = Results.of(image).saying("all is lost").at(NOON.plus(HOUR));
    instance().publish(registry, image, changed.artifacts());
    List<Digest> since = registry.artifacts();

    publisher.reassert(registry, image);

    assertThat(registry.artifacts()).isEqualTo(since);
  }

  @Test
  void reassertingWhereNothingWasPublishedDoesNothing() throws Exception {
    Subject image = registry.image("a");

    assertThat(publisher.reassert(registry, image))
        .isEqualTo(new PublishOutcome.Published(List.of(), List.of(), false));
    assertThat(registry.artifacts()).isEmpty();
  }

  private Descriptor attachForeignSbom(Subject image) throws RegistryException {
    Descriptor content = Descriptor.of(MediaTypes.CYCLONEDX, "{}".getBytes(StandardCharsets.UTF_8));
    var manifest =
        new ArtifactManifest(
            MediaTypes.CYCLONEDX, List.of(content), image.manifest(), Map.of("by", "a person"));
    registry.put(manifest.toBytes());
    registry.overwriteList(image, List.of(manifest.descriptor()));
    return manifest.descriptor();
  }
}
