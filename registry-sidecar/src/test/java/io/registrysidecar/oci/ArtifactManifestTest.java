package io.registrysidecar.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArtifactManifestTest {

  private static final Descriptor SUBJECT =
      Descriptor.of(OciMediaTypes.IMAGE_MANIFEST, "the image".getBytes(UTF_8));
  private static final Descriptor LAYER =
      Descriptor.of("application/vnd.example.v1+json", "{\"a\":1}".getBytes(UTF_8));

  @Test
  void itIsAnImageManifestWithAnEmptyConfigurationAndASubject() throws Exception {
    var artifact =
        new ArtifactManifest(
            "application/vnd.example.v1+json", List.of(LAYER), SUBJECT, Map.of("b", "2", "a", "1"));

    var read =
        (Manifest.Image) ManifestParser.parse(artifact.toBytes(), OciMediaTypes.IMAGE_MANIFEST);

    assertThat(read.config()).isEqualTo(ArtifactManifest.emptyDescriptor());
    assertThat(read.config().digest())
        .hasToString("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    assertThat(read.layers()).containsExactly(LAYER);
    assertThat(read.subject()).isEqualTo(SUBJECT);
    assertThat(read.artifactType()).isEqualTo("application/vnd.example.v1+json");
    assertThat(read.annotations()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(artifact.descriptor().digest()).isEqualTo(read.self().digest());
    assertThat(artifact.descriptor().annotations()).isEqualTo(read.annotations());
  }

  @Test
  void withoutContentItListsTheEmptyBlobBecauseSomeRegistriesWantALayer() throws Exception {
    var artifact = new ArtifactManifest("a/b", List.of(), SUBJECT, Map.of());

    var read =
        (Manifest.Image) ManifestParser.parse(artifact.toBytes(), OciMediaTypes.IMAGE_MANIFEST);

    assertThat(read.layers()).containsExactly(ArtifactManifest.emptyDescriptor());
  }

  @Test
  void equalArtifactsGiveEqualBytes() {
    var one = new ArtifactManifest("a/b", List.of(LAYER), SUBJECT, Map.of("a", "1", "b", "2"));
    var two = new ArtifactManifest("a/b", List.of(LAYER), SUBJECT, Map.of("b", "2", "a", "1"));

    assertThat(two.toBytes()).isEqualTo(one.toBytes());
  }
}
