package io.registrysidecar.sign.notary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileEnvelopesTest {

  private static final Path NO_DEFECT = Fixture.RESOURCES.resolve("no-defect");

  @Test
  void withoutADefectTheEnvelopesAreRead() throws Exception {
    for (EnvelopeType type : EnvelopeType.values()) {
      byte[] bytes = type == EnvelopeType.JWS ? Forge.jws(NO_DEFECT) : Forge.cose(NO_DEFECT);
      Envelope envelope = Envelope.read(type, bytes);

      assertThat(NotaryPayload.of(envelope).isNotOf(Forge.TARGET)).isEmpty();
      assertThat(envelope.signingTime()).hasToString("2026-11-22T12:00:00Z");
      assertThat(envelope.scheme()).isEqualTo(SigningScheme.X509);
    }
  }

  @ParameterizedTest
  @MethodSource("jws")
  void threat06AJwsWithOneDefectIsRefusedWithTheReason(Path defect) throws IOException {
    byte[] bytes = Forge.jws(defect);

    assertThatThrownBy(() -> Envelope.read(EnvelopeType.JWS, bytes))
        .isInstanceOf(MalformedEnvelope.class)
        .hasMessageContaining(Fixture.reason(defect));
  }

  @ParameterizedTest
  @MethodSource("cose")
  void threat07ACoseWithOneDefectIsRefusedWithTheReason(Path defect) throws IOException {
    byte[] bytes = Forge.cose(defect);

    assertThatThrownBy(() -> Envelope.read(EnvelopeType.COSE, bytes))
        .isInstanceOf(MalformedEnvelope.class)
        .hasMessageContaining(Fixture.reason(defect));
  }

  @Test
  void anEnvelopeOfOneKindIsNotOneOfTheOther() throws IOException {
    byte[] jws = Forge.jws(NO_DEFECT);
    byte[] cose = Forge.cose(NO_DEFECT);

    assertThatThrownBy(() -> Envelope.read(EnvelopeType.COSE, jws))
        .isInstanceOf(MalformedEnvelope.class);
    assertThatThrownBy(() -> Envelope.read(EnvelopeType.JWS, cose))
        .isInstanceOf(MalformedEnvelope.class);
  }

  @Test
  void whatIsTooLargeIsNotRead() {
    assertThatThrownBy(() -> Envelope.read(EnvelopeType.JWS, new byte[Envelope.LARGEST + 1]))
        .hasMessageContaining("larger than 1048576 bytes");
  }

  /**
   * Only the signing agent can be changed, which nobody signs; and how many bits the root's own
   * signature leaves unused, which makes it a certificate that no trust store holds.
   */
  @Test
  void noOtherByteOfAnEnvelopeCanBeChangedUnseen() throws Exception {
    byte[] good = Fixture.bytes("golden-ec256/envelope.cose");
    List<Integer> unseen = new ArrayList<>();
    for (int i = 0; i < good.length; i++) {
      byte[] changed = good.clone();
      changed[i] ^= 1;
      try {
        Envelope.read(EnvelopeType.COSE, changed);
        unseen.add(i);
      } catch (MalformedEnvelope _) {
        // seen
      }
    }
    int agent = new String(good, ISO_8859_1).indexOf(Header.SIGNING_AGENT);
    int end = new String(good, ISO_8859_1).indexOf("regscan/0.1.0") + "regscan/0.1.0".length();
    int unusedBits = new String(good, ISO_8859_1).lastIndexOf("\u0003I\u0000") + 2;
    assertThat(unseen)
        .contains(agent)
        .allMatch(at -> at == unusedBits || (at >= agent && at < end));
  }

  static List<Path> jws() throws IOException {
    return Fixture.defects("bad-jws");
  }

  static List<Path> cose() throws IOException {
    return Fixture.defects("bad-cose");
  }
}
