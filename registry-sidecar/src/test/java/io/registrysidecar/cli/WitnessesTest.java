package io.registrysidecar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class WitnessesTest {

  @Test
  void whatIsOfTheIndexIsToldApartAndWhatCountsNothingHasNoTrust() throws Exception {
    assertThat(
            text(
                """
                {"signatures":[
                   {"kind":"cosign-bundle","manifest":"sha256:a1","predicateType":"https://p","result":"ok","trust":"verified","signer":"ci","index":"sha256:99"},
                   {"kind":"cosign-sig","manifest":"sha256:a2","result":"invalid","detail":"x"}],
                 "attestations":[
                   {"kind":"statement","manifest":"sha256:a3","result":"unsigned","trust":"claimed"}]}
                """))
        .isEqualTo(
            """
            What others signed and attested
              verified by cosign-bundle sha256:a1: https://p, signed by ci, of the index sha256:99
              invalid by cosign-sig sha256:a2
              claimed by statement sha256:a3
            """);
  }

  @Test
  void thatThereIsNothingIsSaid() throws Exception {
    assertThat(text("{}")).isEqualTo("Nobody else signed it, or attested anything of it.\n");
  }

  private static String text(String trail) throws Exception {
    return Witnesses.of((ObjectNode) new ObjectMapper().readTree(trail)).text();
  }
}
