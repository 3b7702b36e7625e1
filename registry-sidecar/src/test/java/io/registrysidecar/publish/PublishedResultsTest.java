package io.registrysidecar.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.publish.TinyRegistry.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
class PublishedResultsTest {

  private final TinyRegistry registry;

  PublishedResultsTest(Kind kind) {
    registry = new TinyRegistry(kind);
  }

  @Test
  void whatWasPublishedIsReadBack() throws Exception {
    Subject image = registry.image("a");
    publish(Results.of(image));

    PublishedImage read = read(image);

    assertThat(read.report()).isEqualTo(Results.of(image).report());
    assertThat(read.referrers()).hasSize(3);
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void anImageWithoutResultsHasNoReport() throws Exception {
    PublishedImage read = read(registry.image("a"));

    assertThat(read.report()).isNull();
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void anImageThatIsNotThereIsEmpty() throws Exception {
    var key = new ManifestKey.Tag("missing");

    assertThat(PublishedResults.read(registry, TinyRegistry.REPOSITORY, key)).isEmpty();
  }

  @Test
  void ofSeveralReportsTheNewestCounts() throws Exception {
    Subject image = registry.image("a");
    Results later = Results.of(image).saying("later").at(Results.NOON.plus(Duration.ofHours(1)));
    publish(Results.of(image));
    List<Descriptor> first = registry.listed(image);
    attach(image, later.artifacts().getFirst(), first);

    assertThat(read(image).report()).isEqualTo(later.report());
  }

  @Test
  void aReportThatCannotBeReadIsPassedOverAndNamed() throws Exception {
    Subject image = registry.image("a");
    publish(Results.of(image));
    Artifact newest =
        Results.of(image).at(Results.NOON.plus(Duration.ofHours(1))).artifacts().getFirst();
    byte[] nonsense = "{\"schemaVersion\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    var broken = new Artifact(newest.type(), "report.json", nonsense, newest.annotations());
    attach(image, broken, registry.listed(image));

    PublishedImage read = read(image);

    assertThat(read.report()).isEqualTo(Results.of(image).report());
    assertThat(read.problems()).singleElement().asString().contains("read report");
  }

  @Test
  void aReportOfAnotherImageDoesNotCount() throws Exception {
    Subject image = registry.image("a");
    Subject other = registry.image("b");
    attach(image, Results.of(other).artifacts().getFirst(), List.of());

    PublishedImage read = read(image);

    assertThat(read.report()).isNull();
    assertThat(read.problems()).singleElement().asString().contains("another image");
  }

  @Test
  void aReportWhoseManifestIsGoneIsNamed() throws Exception {
    Subject image = registry.image("a");
    Descriptor report = attach(image, Results.of(image).artifacts().getFirst(), List.of());
    registry.overwriteList(image, List.of(report));
    registry.loseManifest(report.digest());

    PublishedImage read = read(image);

    assertThat(read.report()).isNull();
    assertThat(read.problems()).hasSize(read.referrers().size());
  }

  @Test
  void thePlatformsOfAnIndexAreReadToo() throws Exception {
    Subject amd64 = registry.image("amd64");
    publish(Results.of(amd64));
    Subject index = registry.put(indexOf(amd64));
    publish(Results.of(index).saying("rolled up"));

    PublishedImage read = read(index);

    assertThat(read.report()).isEqualTo(Results.of(index).saying("rolled up").report());
    assertThat(read.platforms())
        .singleElement()
        .satisfies(platform -> {
          assertThat(platform.platform()).hasToString("linux/amd64");
          assertThat(platform.report()).isEqualTo(Results.of(amd64).report());
        });
  }

  private PublishedImage read(Subject image) throws Exception {
    var key = new ManifestKey.ByDigest(image.manifest().digest());
    return PublishedResults.read(registry, image.repository(), key).orElseThrow();
  }

  private void publish(Results results) throws Exception {
    new Publisher(
            new MemoryPublicationLog(),
            Ownership.byAnnotation(),
            SubjectLock.inProcess(),
            Clock.systemUTC())
        .publish(registry, results.subject(), results.artifacts());
  }

  /** Attaches without looking at what is there. */
  private Descriptor attach(Subject image, Artifact artifact, List<Descriptor> others)
      throws Exception {
    Attachment attachment = Attachment.of(artifact, image.manifest());
    registry.pushBlob(image.repository(), attachment.content());
    registry.put(attachment.manifest());
    List<Descriptor> list = new ArrayList<>(others);
    list.add(attachment.descriptor());
    registry.overwriteList(image, list);
    return attachment.descriptor();
  }

  private static byte[] indexOf(Subject image) {
    return """
    {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[\
    {"mediaType":"%s","digest":"%s","size":%d,"platform":{"os":"linux","architecture":"amd64"}},\
    {"mediaType":"%s","digest":"%s","size":%d,"platform":{"os":"unknown","architecture":"unknown"}}]}\
    """
        .formatted(
            image.manifest().mediaType(),
            image.manifest().digest(),
            image.manifest().size(),
            image.manifest().mediaType(),
            image.manifest().digest(),
            image.manifest().size())
        .getBytes(StandardCharsets.UTF_8);
  }
}
