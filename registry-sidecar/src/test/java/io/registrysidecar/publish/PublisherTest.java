package io.registrysidecar.publish;

import static io.registrysidecar.publish.Results.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.ArtifactManifest;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.publish.TinyRegistry.Kind;
import io.registrysidecar.schema.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Kind.class)
class PublisherTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Clock EVENING = Clock.fixed(NOON.plus(HOUR.multipliedBy(6)), ZoneOffset.UTC);

  private final TinyRegistry registry;
  private final Publisher publisher = instance();

  PublisherTest(Kind kind) {
    registry = new TinyRegistry(kind);
  }

  /** A publisher that shares neither log nor locks with any other. */
  private static Publisher instance() {
    return instance(new MemoryPublicationLog());
  }

  private static Publisher instance(PublicationLog log) {
    return new Publisher(log, Ownership.byAnnotation(), SubjectLock.inProcess(), EVENING);
  }

  private PublishOutcome publish(Results results) throws Exception {
    return publisher.publish(registry, results.subject(), results.artifacts());
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
  void aReaderNeverFindsNoneWhileAResultIsReplaced() throws Exception {
    Subject image = registry.image("a");
    publish(Results.of(image));
    List<Integer> reports = new ArrayList<>();
    registry.onEveryStep(step -> reports.add(listed(image, MediaTypes.REPORT).size()));

    publish(Results.of(image).saying("all is lost").at(NOON.plus(HOUR)));

    assertThat(reports).isNotEmpty().allMatch(count -> count == 1 || count == 2).endsWith(1);
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

  /** The process ends at step after step; what the next run leaves is always the same. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCrashAtAnyStepChangesNothingInTheEnd(boolean stateSurvives) throws Exception {
    int steps = 0;
    boolean crashed = true;
    while (crashed) {
      steps++;
      Subject image = registry.image("crash at " + steps);
      instance().publish(registry, image, Results.of(image).saying("old").artifacts());
      Results next = Results.of(image).saying("new").at(NOON.plus(HOUR));
      PublicationLog log = new MemoryPublicationLog();

      registry.onEveryStep(crashAt(steps));
      crashed = crashes(() -> instance(log).publish(registry, image, next.artifacts()));
      registry.onEveryStep(step -> {});
      PublicationLog kept = stateSurvives ? log : new MemoryPublicationLog();
      Results again = next.at(NOON.plus(HOUR.multipliedBy(2)));
      instance(kept).publish(registry, image, again.artifacts());

      assertThat(registry.listed(image)).as("crash at step %s", steps).hasSize(3);
      assertThat(listed(image, MediaTypes.REPORT)).hasSize(1);
      assertThat(createdOf(image, MediaTypes.REPORT)).isGreaterThan("2026-01-01T12:59:59Z");
    }
    assertThat(steps).isGreaterThan(10);
  }

  /** Instances that know nothing of each other end with one result of each kind. */
  @Test
  @SuppressWarnings("ThreadPriorityCheck") // the yield mixes the writers' steps
  void manyWritersAtOnceEndWithOneResultOfEachKind() throws Exception {
    int writers = 8;
    registry.onEveryStep(step -> Thread.yield());
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      for (int round = 0; round < 20; round++) {
        Subject image = registry.image("round " + round);
        List<Callable<PublishOutcome>> work = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          Results results =
              Results.of(image).saying("writer " + writer).at(NOON.plusSeconds(writer / 2));
          Publisher one = instance();
          work.add(() -> one.publish(registry, image, results.artifacts()));
        }

        for (Future<PublishOutcome> outcome : threads.invokeAll(work)) {
          assertThat(outcome.get()).isInstanceOf(PublishOutcome.Published.class);
        }

        assertThat(listed(image, MediaTypes.REPORT)).as("round %s", round).hasSize(1);
        assertThat(createdOf(image, MediaTypes.REPORT)).isEqualTo("2026-01-01T12:00:03Z");
      }
    }
  }

  private static Consumer<String> crashAt(int step) {
    var count = new AtomicInteger();
    return name -> {
      if (count.incrementAndGet() == step) {
        throw new Crash();
      }
    };
  }

  private static boolean crashes(Callable<?> work) throws Exception {
    try {
      work.call();
      return false;
    } catch (Crash e) {
      return true;
    }
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

  private List<Digest> listed(Subject image, String type) {
    return registry.listed(image).stream()
        .filter(referrer -> type.equals(referrer.artifactType()))
        .map(Descriptor::digest)
        .toList();
  }

  private String createdOf(Subject image, String type) {
    return registry.listed(image).stream()
        .filter(referrer -> type.equals(referrer.artifactType()))
        .map(
            referrer -> referrer.annotations().getOrDefault("org.opencontainers.image.created", ""))
        .findFirst()
        .orElse("");
  }

  /** The process ends here. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
