package io.registrysidecar.sign.notary.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.sign.notary.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrustPolicyTest {

  private static final String DOCUMENT =
      """
      {"version": "1.0", "trustPolicies": [
        {"name": "app", "registryScopes": ["registry.example:5000/team/app"],
         "signatureVerification": {"level": "strict", "verifyTimestamp": "afterCertExpiry",
                                   "override": {"revocation": "skip", "expiry": "log"}},
         "trustStores": ["ca:team", "tsa:clock", "signingAuthority:sa"],
         "trustedIdentities": ["x509.subject: C=DE, S=BE, O=team",
                               "x509.subject:CN=b,O=other,ST=BY,C=DE"]},
        {"name": "play", "registryScopes": ["registry.example:5000/play"],
         "signatureVerification": {"level": "skip"}},
        {"name": "rest", "registryScopes": ["*"],
         "signatureVerification": {"level": "audit"},
         "trustStores": ["ca:team"], "trustedIdentities": ["*"]}]}
      """;

  @Test
  void aStatementThatNamesTheRepositoryComesBeforeTheOneForAll() throws Exception {
    TrustPolicy policy = TrustPolicy.parse("p", DOCUMENT.getBytes(UTF_8));

    assertThat(policy.of("registry.example:5000/team/app"))
        .map(TrustStatement::name)
        .hasValue("app");
    assertThat(policy.of("registry.example:5000/play")).map(TrustStatement::name).hasValue("play");
    assertThat(policy.of("registry.example:5000/team/app2"))
        .map(TrustStatement::name)
        .hasValue("rest");
    assertThat(policy.of("registry.example/team/app")).map(TrustStatement::name).hasValue("rest");
  }

  @Test
  void aStatementSaysWhomToTrustAndHowMuch() throws Exception {
    TrustStatement app = TrustPolicy.parse("p", DOCUMENT.getBytes(UTF_8)).statements().getFirst();

    assertThat(app.stores())
        .extracting(StoreName::toString)
        .containsExactly("ca:team", "tsa:clock", "signingAuthority:sa");
    assertThat(app.stores(StoreType.TSA)).extracting(StoreName::name).containsExactly("clock");
    assertThat(app.timestamps()).isEqualTo(TrustStatement.TimestampRule.AFTER_CERT_EXPIRY);
    assertThat(app.identities())
        .extracting(DistinguishedName::toString)
        .containsExactly("C=DE, O=team, ST=BE", "C=DE, CN=b, O=other, ST=BY");
    assertThat(app.level().of(Check.REVOCATION)).isEqualTo(Action.SKIP);
    assertThat(app.level().of(Check.EXPIRY)).isEqualTo(Action.LOG);
    assertThat(app.level().of(Check.AUTHENTICITY)).isEqualTo(Action.ENFORCE);
  }

  @ParameterizedTest
  @CsvSource({
    "strict,     ENFORCE, ENFORCE, ENFORCE, ENFORCE, ENFORCE",
    "permissive, ENFORCE, ENFORCE, LOG,     LOG,     LOG",
    "audit,      ENFORCE, LOG,     LOG,     LOG,     LOG",
    "skip,       SKIP,    SKIP,    SKIP,    SKIP,    SKIP"
  })
  void eachLevelEnforcesWhatTheSpecificationSays(
      String name,
      Action integrity,
      Action authenticity,
      Action timestamp,
      Action expiry,
      Action revocation) {
    VerificationLevel level =
        VerificationLevel.ALL.stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();

    assertThat(level.of(Check.INTEGRITY)).isEqualTo(integrity);
    assertThat(level.of(Check.AUTHENTICITY)).isEqualTo(authenticity);
    assertThat(level.of(Check.AUTHENTIC_TIMESTAMP)).isEqualTo(timestamp);
    assertThat(level.of(Check.EXPIRY)).isEqualTo(expiry);
    assertThat(level.of(Check.REVOCATION)).isEqualTo(revocation);
    assertThat(level.skips()).isEqualTo(name.equals("skip"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aDocumentWithOneDefectIsRefusedWithPlaceAndReason(Path defect) throws IOException {
    byte[] document = Files.readAllBytes(defect.resolve("trustpolicy.json"));

    assertThatThrownBy(() -> TrustPolicy.parse("trustpolicy.json", document))
        .isInstanceOf(TrustPolicyException.class)
        .hasMessageMatching("(?s)trustpolicy.json:\\d+: .*")
        .hasMessageContaining(Fixture.reason(defect));
  }

  @Test
  void theReasonNamesLineAndField() {
    String document = DOCUMENT.replace("\"skip\"}", "\"skipp\"}");

    assertThatThrownBy(() -> TrustPolicy.parse("p.json", document.getBytes(UTF_8)))
        .hasMessage(
            "p.json:9: trustPolicies[1].signatureVerification.level: \"skipp\" is none of"
                + " strict, permissive, audit, skip");
  }

  static List<Path> bad() throws IOException {
    return Fixture.defects("bad-policy");
  }
}
