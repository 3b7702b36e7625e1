package io.registrysidecar.sign.notary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.MalformedManifest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestParser;
import io.registrysidecar.sign.notary.certificate.TestCertificate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotaryManifestTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "notation-1.3.2/sig1-manifest.json", // the form of OCI 1.0
        "golden-ec256/signature-manifest.json" // the form of OCI 1.1
      })
  void bothFormsAreRecognised(String file) throws Exception {
    Manifest.Image manifest = Fixture.manifest(file);
    Descriptor subject = Objects.requireNonNull(manifest.subject());

    assertThat(NotaryManifest.isSignature(manifest)).isTrue();
    assertThat(NotaryManifest.envelope(manifest, subject)).isEqualTo(manifest.layers().getFirst());
  }

  @Test
  void whatIsWrittenIsRecognised() throws Exception {
    NotarySignature signature =
        NotarySignature.of(
            Forge.SIGNER, Forge.TARGET, TestCertificate.NOW, SigningOptions.by("agent"));
    byte[] written = NotaryManifest.of(signature, Forge.TARGET).toBytes();
    Manifest.Image manifest = (Manifest.Image) ManifestParser.parse(written, null);

    assertThat(NotaryManifest.envelope(manifest, Forge.TARGET))
        .isEqualTo(Descriptor.of("application/jose+json", signature.envelope()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"artifactType\":\"application/vnd.cncf.notary.signature\"|"
            + "\"artifactType\":\"application/other\"|not a signature of the Notary Project",
        "application/vnd.oci.empty.v1+json|application/vnd.oci.image.config.v1+json|"
            + "an artifact type and a configuration that is not empty",
        "application/jose+json|application/vnd.oci.image.layer.v1.tar|its layer is of the type",
        "\"size\":2119}]|\"size\":2119000}]|its envelope is larger than",
        "\"size\":2119}]|\"size\":2119},{\"mediaType\":\"application/jose+json\",\"digest\":"
            + "\"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\","
            + "\"size\":2}]|it has 2 layers",
        "\"digest\":\"sha256:d20c|\"digest\":\"sha256:d20d|it is attached to another artifact"
      })
  void aManifestThatIsNoneOfThisArtifactIsRefused(String part, String instead, String reason)
      throws Exception {
    String good = new String(Fixture.bytes("golden-ec256/signature-manifest.json"), UTF_8);
    Descriptor subject =
        Objects.requireNonNull(Fixture.manifest("golden-ec256/signature-manifest.json").subject());
    assertThat(good).contains(part);
    byte[] changed = good.replace(part, instead).getBytes(UTF_8);
    Manifest.Image manifest = (Manifest.Image) ManifestParser.parse(changed, null);

    assertThatThrownBy(() -> NotaryManifest.envelope(manifest, subject))
        .isInstanceOf(MalformedManifest.class)
        .hasMessageContaining(reason);
  }
}
