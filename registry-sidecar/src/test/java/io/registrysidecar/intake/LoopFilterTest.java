package io.registrysidecar.intake;

import static io.registrysidecar.store.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.intake.PushEvent.Action;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.RepositoryName;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopFilterTest {

  private final LoopFilter filter = new LoopFilter("registry-sidecar/", Set.of("robot$sidecar"));

  @Test
  void anOrdinaryPushLeadsToAScan() {
    assertThat(filter.judge(push("v1", "docker/27.0", "alice", null)))
        .isEqualTo(new Verdict.Push());
    assertThat(filter.judge(push("v1", null, null, null))).isEqualTo(new Verdict.Push());
  }

  @Test
  void threat16WhatThisProgramWritesLeadsToNothing() {
    assertThat(filter.judge(push(null, "registry-sidecar/0.1.0", "alice", null)))
        .isInstanceOf(Verdict.Drop.class);
    assertThat(filter.judge(push(null, null, "robot$sidecar", null)))
        .isInstanceOf(Verdict.Drop.class);
    assertThat(filter.judge(push(null, null, null, new ManifestHint(true, null, "a/b", "c/d"))))
        .isInstanceOf(Verdict.Drop.class);
    assertThat(
            filter.judge(
                push(null, null, null, new ManifestHint(false, null, null, OciMediaTypes.EMPTY))))
        .isInstanceOf(Verdict.Drop.class);
  }

  @Test
  void aSharedAccountSaysNothing() {
    assertThat(
            new LoopFilter("registry-sidecar/", Set.of())
                .judge(push("v1", null, "robot$sidecar", null)))
        .isEqualTo(new Verdict.Push());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".sig", ".att", ".sbom"})
  void whatAnotherProgramAttachesToAnImageIsWorthALookAtTheImage(String suffix) {
    String tag = "sha256-" + digest("a").hex() + suffix;

    assertThat(filter.judge(push(tag, "cosign/v3", null, null)))
        .isEqualTo(new Verdict.Attached(digest("a")));
    assertThat(filter.judge(push(tag, "registry-sidecar/0.1.0", null, null)))
        .isInstanceOf(Verdict.Drop.class);
  }

  @Test
  void threat16TagsOfOtherDigestsAreNoImagesEither() {
    String tag = "sha512-" + digest("a").hex(); // the tag schema cuts longer digests to this

    assertThat(filter.judge(push(tag, null, null, null))).isInstanceOf(Verdict.Drop.class);
    assertThat(filter.judge(push(tag + ".att", null, null, null))).isInstanceOf(Verdict.Drop.class);
  }

  @Test
  void whatRefersToAnImageIsWorthALookAtTheImage() {
    var bundle = new ManifestHint(true, digest("b"), "application/vnd.example", null);

    assertThat(filter.judge(push(null, "cosign/v3", null, bundle)))
        .isEqualTo(new Verdict.Attached(digest("b")));
    assertThat(filter.judge(push(null, "registry-sidecar/0.1.0", null, bundle)))
        .isInstanceOf(Verdict.Drop.class);
  }

  @Test
  void whereNobodySaysWhoPushedOnlySignaturesAreSurelySomebodyElses() {
    String tag = "sha256-" + digest("a").hex();

    assertThat(filter.judge(push(tag + ".sig", null, null, null)))
        .isEqualTo(new Verdict.Attached(digest("a")));
    assertThat(filter.judge(push(tag, null, null, null))).isInstanceOf(Verdict.Drop.class);
    assertThat(filter.judge(push(tag + ".att", null, null, null))).isInstanceOf(Verdict.Drop.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256-abc", "sha256", "v1.sig", "sha256-notadigest.sig"})
  void tagsThatOnlyLookLikeItAreTags(String tag) {
    assertThat(filter.judge(push(tag, null, null, null))).isEqualTo(new Verdict.Push());
  }

  @Test
  void theDeletionOfAnythingButAManifestLeadsToNothing() {
    assertThat(filter.judge(event(Action.DELETE, null))).isEqualTo(new Verdict.Deletion());
    assertThat(filter.judge(event(Action.DELETE, "application/octet-stream")))
        .isInstanceOf(Verdict.Drop.class);
    assertThat(filter.judge(event(Action.OTHER, OciMediaTypes.IMAGE_MANIFEST)))
        .isInstanceOf(Verdict.Drop.class);
  }

  // The checker does not see, in a compiled class, that a nested type is nullable.
  @SuppressWarnings("NullAway")
  private static PushEvent push(
      @Nullable String tag,
      @Nullable String userAgent,
      @Nullable String actor,
      @Nullable ManifestHint manifest) {
    return new PushEvent(
        "1",
        null,
        Action.PUSH,
        new RepositoryName("app"),
        tag == null ? null : new ManifestKey.Tag(tag),
        digest("a"),
        OciMediaTypes.IMAGE_MANIFEST,
        actor,
        userAgent,
        manifest);
  }

  // The checker does not see, in a compiled class, that a nested type is nullable.
  @SuppressWarnings("NullAway")
  private static PushEvent event(Action action, @Nullable String mediaType) {
    return new PushEvent(
        "1",
        null,
        action,
        new RepositoryName("app"),
        null,
        digest("a"),
        mediaType,
        null,
        null,
        null);
  }
}
