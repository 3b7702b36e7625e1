package io.registrysidecar.inventory;

import static io.registrysidecar.testing.Contents.apk;
import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.directory;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.npm;
import static io.registrysidecar.testing.Contents.opaque;
import static io.registrysidecar.testing.Contents.symbolicLink;
import static io.registrysidecar.testing.Contents.whiteout;
import static io.registrysidecar.testing.Jars.jar;
import static io.registrysidecar.testing.Jars.maven;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.testing.Evidence;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EvidenceCodecTest {

  private final LayerEvidence evidence =
      Evidence.of(
              Detectors.all(),
              image()
                  .layer(
                      debian(12),
                      dpkg("libc6", "2.36-9", "glibc", "2.36-9"),
                      apk("libcrypto3", "3.3.1-r0", "openssl"),
                      npm("@babel/core", "7.0.0"),
                      file(
                          "conda-meta/a.json",
                          "{\"name\": \"a\", \"version\": \"1\", \"build\": \"py_0\"}"),
                      file(
                          "app.war",
                          jar().entry("WEB-INF/lib/a.jar", maven("g", "a", "1")).build()),
                      file("broken.jar", "not an archive"),
                      whiteout("etc/motd"),
                      opaque("srv"),
                      directory("usr"),
                      symbolicLink("lib", "usr/lib"),
                      file("../escaping", "x"))
                  .build())
          .layer();

  @Test
  void evidenceComesBackFromItsParts() throws MalformedEvidence {
    Map<Detector.Id, byte[]> parts = EvidenceCodec.encode(evidence);

    LayerEvidence decoded = EvidenceCodec.decode(evidence.layer(), parts);

    assertThat(decoded).isEqualTo(evidence);
    assertThat(parts).hasSize(Detectors.all().size() + 1);
  }

  @Test
  void partsMayBeLeftOut() throws MalformedEvidence {
    Map<Detector.Id, byte[]> parts = new TreeMap<>(EvidenceCodec.encode(evidence));
    parts.keySet().removeIf(id -> id.name().equals("npm"));

    LayerEvidence decoded = EvidenceCodec.decode(evidence.layer(), parts);

    assertThat(decoded.missing(Detectors.all()))
        .extracting(detector -> detector.id().name())
        .containsExactly("npm");
  }

  @Test
  void equalEvidenceGivesEqualBytes() {
    Map<Detector.Id, byte[]> once = EvidenceCodec.encode(evidence);
    Map<Detector.Id, byte[]> twice = EvidenceCodec.encode(evidence);

    assertThat(once.keySet()).isEqualTo(twice.keySet());
    once.forEach((id, part) -> assertThat(part).isEqualTo(twice.get(id)));
  }

  @Test
  void withoutThePartOfTheLayerThereIsNoEvidence() {
    assertThatThrownBy(() -> EvidenceCodec.decode(evidence.layer(), Map.of()))
        .isInstanceOf(MalformedEvidence.class);
  }

  @Test
  void damagedPartsAreSaidToBeDamagedAndNothingElse() {
    Digest layer = evidence.layer();
    EvidenceCodec.encode(evidence)
        .forEach((id, part) -> {
          for (int i = 0; i < part.length; i++) {
            byte[] damaged = part.clone();
            damaged[i] ^= 0x41;
            assertDecodesOrIsMalformed(layer, id, damaged);
            assertDecodesOrIsMalformed(layer, id, Arrays.copyOf(part, i));
          }
        });
  }

  private void assertDecodesOrIsMalformed(Digest layer, Detector.Id id, byte[] part) {
    Map<Detector.Id, byte[]> parts = new TreeMap<>(EvidenceCodec.encode(evidence));
    parts.put(id, part);
    try {
      assertThat(EvidenceCodec.decode(layer, parts)).isNotNull();
    } catch (MalformedEvidence e) {
      assertThat(e).hasMessageStartingWith("kept evidence");
    }
  }
}
