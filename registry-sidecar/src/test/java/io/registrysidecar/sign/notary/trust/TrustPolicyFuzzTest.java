package io.registrysidecar.sign.notary.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.registrysidecar.sign.notary.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a trust policy or as a name in one. In an ordinary test run these are the documents
 * with one defect each; {@code e2e/fuzz} searches for others.
 */
class TrustPolicyFuzzTest {

  @MethodSource("documents")
  @FuzzTest(maxDuration = "5m")
  void aDocumentIsReadOrRefusedWithItsName(byte[] document) {
    try {
      assertThat(TrustPolicy.parse("p.json", document).statements()).isNotEmpty();
    } catch (TrustPolicyException e) {
      assertThat(e).hasMessageStartingWith("p.json:");
    }
  }

  @MethodSource("names")
  @FuzzTest(maxDuration = "5m")
  void aNameIsReadOrRefused(byte[] text) {
    try {
      DistinguishedName name = DistinguishedName.parse(new String(text, UTF_8));
      assertThat(name.isPartOf(name)).isTrue();
    } catch (MalformedName e) {
      assertThat(e).message().isNotBlank();
    }
  }

  static List<byte[]> documents() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (Path defect : Fixture.defects("bad-policy")) {
      seeds.add(Files.readAllBytes(defect.resolve("trustpolicy.json")));
    }
    return seeds;
  }

  static Stream<byte[]> names() {
    return Stream.of("C=DE, ST=BE, O=team", "C=DE, S=B\\2cE, O=a\\+b", "C=\\ , =")
        .map(text -> text.getBytes(UTF_8));
  }
}
