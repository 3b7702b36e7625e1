package io.registrysidecar.publish;

import static io.registrysidecar.publish.Results.NOON;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.publish.TinyRegistry.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** A publisher, and a registry of one kind. */
abstract class PublisherBench {

  static final Duration HOUR = Duration.ofHours(1);
  private static final Clock EVENING = Clock.fixed(NOON.plus(HOUR.multipliedBy(6)), ZoneOffset.UTC);

  final TinyRegistry registry;
  final Publisher publisher = instance();

  PublisherBench(Kind kind) {
    registry = new TinyRegistry(kind);
  }

  /** A publisher that shares neither log nor locks with any other. */
  static Publisher instance() {
    return instance(new MemoryPublicationLog());
  }

  static Publisher instance(PublicationLog log) {
    return new Publisher(log, Ownership.byAnnotation(), SubjectLock.inProcess(), EVENING);
  }

  PublishOutcome publish(Results results) throws Exception {
    return publisher.publish(registry, results.subject(), results.artifacts());
  }

  List<Digest> listed(Subject image, String type) {
    return registry.listed(image).stream()
        .filter(referrer -> type.equals(referrer.artifactType()))
        .map(Descriptor::digest)
        .toList();
  }

  String createdOf(Subject image, String type) {
    return registry.listed(image).stream()
        .filter(referrer -> type.equals(referrer.artifactType()))
        .map(
            referrer -> referrer.annotations().getOrDefault("org.opencontainers.image.created", ""))
        .findFirst()
        .orElse("");
  }
}
