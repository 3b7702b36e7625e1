package io.registrysidecar.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.intake.PushEvent.Action;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What real registries send is understood, and what it is worth. */
class CapturedNotificationsTest {

  private static final LoopFilter FILTER = new LoopFilter("registry-sidecar/", Set.of());

  static Stream<Arguments> notifications() {
    return Stream.of(
        Arguments.of("distribution-2.8.2-image-push", Action.PUSH, "ev/app", "v1", "push"),
        Arguments.of("distribution-2.8.2-docker-image-push", Action.PUSH, "ev/dock", "v1", "push"),
        Arguments.of("distribution-2.8.2-blob-push", Action.PUSH, "ev/app", "", "no manifest"),
        Arguments.of(
            "distribution-2.8.2-blob-mount", Action.OTHER, "ev/app", "", "no push and no deletion"),
        Arguments.of(
            "distribution-2.8.2-pull", Action.OTHER, "ev/app", "v1", "no push and no deletion"),
        Arguments.of(
            "distribution-2.8.2-referrer-push", Action.PUSH, "ev/app", "", "an artifact, no image"),
        Arguments.of(
            "distribution-2.8.2-fallback-tag-push",
            Action.PUSH,
            "ev/app",
            "sha256-a897bdfc5be788293ff0660b592afde29a3d8229bebaecf11f06ba0547557bbc",
            "attached"),
        Arguments.of("distribution-2.8.2-manifest-delete", Action.DELETE, "ev/app", "", "deletion"),
        Arguments.of("distribution-3.1.2-image-push", Action.PUSH, "ev/app", "v1", "push"),
        Arguments.of("distribution-3.1.2-index-push", Action.PUSH, "ev/app", "idx", "push"),
        Arguments.of(
            "distribution-3.1.2-fallback-tag-push",
            Action.PUSH,
            "ev/app",
            "sha256-a897bdfc5be788293ff0660b592afde29a3d8229bebaecf11f06ba0547557bbc",
            "attached"),
        Arguments.of("distribution-3.1.2-tag-delete", Action.DELETE, "ev/app", "v2", "deletion"),
        Arguments.of("distribution-3.1.2-blob-delete", Action.DELETE, "ev/app", "", "deletion"),
        Arguments.of(
            "zot-2.1.20-repository-created",
            Action.OTHER,
            "demo/app",
            "",
            "no push and no deletion"),
        Arguments.of("zot-2.1.20-image-updated-by-tag", Action.PUSH, "demo/app", "1.0", "push"),
        Arguments.of("zot-2.1.20-image-updated-by-digest", Action.PUSH, "demo/multi", "", "push"),
        Arguments.of("zot-2.1.20-referrer-updated", Action.PUSH, "demo/app", "", "attached"),
        Arguments.of("zot-2.1.20-tag-deleted", Action.DELETE, "demo/multi", "1.0", "deletion"),
        Arguments.of("zot-2.1.20-image-deleted", Action.DELETE, "demo/app", "", "deletion"));
  }

  @ParameterizedTest
  @MethodSource("notifications")
  void isUnderstood(String name, Action action, String repository, String tag, String worth)
      throws UnreadableEvent {
    PushEvent event = decode(EventDecoders.AUTO, name);

    assertThat(event.action()).isEqualTo(action);
    assertThat(event.repository().value()).isEqualTo(repository);
    assertThat(event.tag() == null ? "" : event.tag().value()).isEqualTo(tag);
    assertThat(event.occurredAt()).isNotNull();
    assertThat(worth(event)).isEqualTo(worth);
  }

  @ParameterizedTest
  @MethodSource("notifications")
  void isTheSameAfterTheInbox(
      String name, Action action, String repository, String tag, String worth)
      throws UnreadableEvent {
    PushEvent event = decode(EventDecoders.AUTO, name);

    assertThat(EventCodec.read(EventCodec.write(event))).isEqualTo(event);
  }

  @ParameterizedTest
  @CsvSource({
    "distribution, distribution-3.1.2-image-push",
    "zot, zot-2.1.20-image-updated-by-tag",
  })
  void isTheSameWithTheFormatConfigured(String format, String name) throws UnreadableEvent {
    assertThat(decode(format, name)).isEqualTo(decode(EventDecoders.AUTO, name));
  }

  @Test
  void everyFileIsLookedAt() {
    List<String> looked = notifications().map(row -> row.get()[0] + ".json").sorted().toList();

    assertThat(looked).isEqualTo(Resources.names("captured"));
  }

  @Test
  void allThatIsSaidIsKept() throws UnreadableEvent {
    PushEvent event = decode(EventDecoders.AUTO, "distribution-3.1.2-image-push");

    assertThat(event.id()).isEqualTo("01a200d0-d6fa-7b40-9d62-a1f20f2c6dcf");
    assertThat(event.digest())
        .hasToString("sha256:a897bdfc5be788293ff0660b592afde29a3d8229bebaecf11f06ba0547557bbc");
    assertThat(event.mediaType()).isEqualTo("application/vnd.oci.image.manifest.v1+json");
    assertThat(event.userAgent()).isEqualTo("skopeo/1.9.3");
    assertThat(event.occurredAt()).isEqualTo("2026-11-22T01:13:36.250738921Z");
    assertThat(event.manifest())
        .isEqualTo(new ManifestHint(false, null, null, "application/vnd.oci.image.config.v1+json"));
  }

  private static PushEvent decode(String format, String name) throws UnreadableEvent {
    Delivery delivery = Resources.captured(name);
    Decoded decoded = EventDecoders.decode(format, delivery, EventJson.object(delivery.body()));
    assertThat(decoded.problems()).isEmpty();
    assertThat(decoded.events()).hasSize(1);
    return decoded.events().getFirst();
  }

  private static String worth(PushEvent event) {
    return switch (FILTER.judge(event)) {
      case Verdict.Push() -> "push";
      case Verdict.Attached _ -> "attached";
      case Verdict.Deletion() -> "deletion";
      case Verdict.Drop(String reason) -> reason;
    };
  }
}
