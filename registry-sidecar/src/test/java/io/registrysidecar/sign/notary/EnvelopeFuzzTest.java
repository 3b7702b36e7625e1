package io.registrysidecar.sign.notary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as an envelope. In an ordinary test run these are envelopes of notation and those with
 * one defect each; {@code e2e/fuzz} searches for others.
 */
class EnvelopeFuzzTest {

  @MethodSource("jws")
  @FuzzTest(maxDuration = "5m")
  void jwsIsReadOrRefused(byte[] bytes) {
    read(EnvelopeType.JWS, bytes);
  }

  @MethodSource("cose")
  @FuzzTest(maxDuration = "5m")
  void coseIsReadOrRefused(byte[] bytes) {
    read(EnvelopeType.COSE, bytes);
  }

  /** The signature is good here, so that the search comes past it. */
  @MethodSource("headers")
  @FuzzTest(maxDuration = "5m")
  void aHeaderThatIsSignedIsReadOrRefused(byte[] header) {
    read(EnvelopeType.JWS, Forge.jws(new String(header, UTF_8)));
  }

  @MethodSource("payloads")
  @FuzzTest(maxDuration = "5m")
  void aPayloadIsReadOrRefused(byte[] bytes) throws MalformedEnvelope {
    NotaryPayload read;
    try {
      read = NotaryPayload.parse(bytes);
    } catch (MalformedEnvelope _) {
      return;
    }
    assertThat(NotaryPayload.parse(read.toBytes())).isEqualTo(read);
  }

  private static void read(EnvelopeType type, byte[] bytes) {
    try {
      assertThat(Envelope.read(type, bytes).chain().certificates()).isNotEmpty();
    } catch (MalformedEnvelope e) {
      assertThat(e).message().isNotBlank();
    }
  }

  static List<byte[]> jws() throws IOException {
    List<byte[]> seeds = new ArrayList<>(List.of(Fixture.bytes("notation-1.3.2/sig1-envelope")));
    for (Path defect : Fixture.defects("bad-jws")) {
      seeds.add(Forge.jws(defect));
    }
    return seeds;
  }

  static List<byte[]> cose() throws IOException {
    List<byte[]> seeds = new ArrayList<>(List.of(Fixture.bytes("notation-1.3.2/sig2-envelope")));
    for (Path defect : Fixture.defects("bad-cose")) {
      seeds.add(Forge.cose(defect));
    }
    return seeds;
  }

  static Stream<byte[]> headers() throws IOException {
    return Stream.of(Fixture.bytes("golden-ec256/protected.json"), "{}".getBytes(UTF_8));
  }

  static Stream<byte[]> payloads() throws IOException {
    return Stream.of(
        Fixture.bytes("golden-ec256/payload.json"), "{\"targetArtifact\":1}".getBytes(UTF_8));
  }
}
