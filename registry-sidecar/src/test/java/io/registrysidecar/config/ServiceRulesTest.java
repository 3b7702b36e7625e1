package io.registrysidecar.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceRulesTest {

  @Test
  void aServiceNeedsARegistry() {
    assertThatThrownBy(() -> check(Map.of()))
        .hasMessageStartingWith("no registry is configured; set REGISTRY_URL=");
  }

  @Test
  void listeningBeyondLoopbackNeedsCredentialsForTheApiAndForNotifications() {
    assertThatThrownBy(() -> check(registryAnd("SIDECAR_LISTEN", "0.0.0.0:8080")))
        .hasMessage(
            "listening on 0.0.0.0:8080 without api.tokens-file lets anybody use the API; set it, or"
                + " insecure: true\n"
                + "listening on 0.0.0.0:8080 without events.token-file of registry registry lets"
                + " anybody send notifications; set it, or insecure: true");
  }

  @Test
  void withCredentialsAnyAddressWillDo() {
    assertThatCode(() ->
            check(
                registryAnd(
                    "SIDECAR_LISTEN", "[::]:8080",
                    "SIDECAR_API_TOKENS", "0123456789abcdef",
                    "REGISTRY_EVENTS_TOKEN", "fedcba9876543210")))
        .doesNotThrowAnyException();
  }

  @Test
  void theOperatorMaySayThatItIsMeantToBeOpen() {
    assertThatCode(
            () -> check(registryAnd("SIDECAR_LISTEN", "0.0.0.0:8080", "SIDECAR_INSECURE", "true")))
        .doesNotThrowAnyException();
  }

  @Test
  void loopbackHasSeveralNames() {
    for (String address : new String[] {"localhost:1", "127.0.0.53:1", "[::1]:1"}) {
      assertThatCode(() -> check(registryAnd("SIDECAR_LISTEN", address)))
          .as(address)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aHostThatOnlyLooksLikeLoopbackIsNot() {
    assertThatThrownBy(() -> check(registryAnd("SIDECAR_LISTEN", "127.0.0.1.example.com:1")))
        .hasMessageContaining("without api.tokens-file");
  }

  @Test
  void admissionBeyondLoopbackNeedsTlsAndClientCertificatesOrSaysThatItDoesNot() {
    String[] beyond = {"SIDECAR_ADMISSION_LISTEN", "0.0.0.0:8443"};

    assertThatThrownBy(() -> check(registryAnd(beyond)))
        .hasMessageStartingWith("admission.listen 0.0.0.0:8443 without admission.cert-file");
    assertThatCode(() -> check(with(registryAnd(beyond), "SIDECAR_ADMISSION_PLAIN_HTTP", "true")))
        .doesNotThrowAnyException();
  }

  @Test
  void admissionWithACertificateNeedsToKnowItsClientsOrSaysThatItDoesNot() {
    Map<String, String> certified =
        registryAnd(
            "SIDECAR_ADMISSION_LISTEN", "0.0.0.0:8443",
            "SIDECAR_ADMISSION_CERT_FILE", "pom.xml",
            "SIDECAR_ADMISSION_KEY_FILE", "pom.xml");

    assertThatThrownBy(() -> check(certified))
        .hasMessage(
            "admission.listen 0.0.0.0:8443 without admission.client-ca-file lets anybody ask; set"
                + " it, or admission.anonymous: true where clients show no certificates");
    assertThatCode(() -> check(with(certified, "SIDECAR_ADMISSION_ANONYMOUS", "true")))
        .doesNotThrowAnyException();
    assertThatCode(() -> check(with(certified, "SIDECAR_ADMISSION_CLIENT_CA_FILE", "pom.xml")))
        .doesNotThrowAnyException();
  }

  @Test
  void admissionOnLoopbackNeedsNothing() {
    assertThatCode(() -> check(registryAnd("SIDECAR_ADMISSION_LISTEN", "127.0.0.1:8444")))
        .doesNotThrowAnyException();
  }

  private static Map<String, String> with(
      Map<String, String> environment, String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return more;
  }

  private static Map<String, String> registryAnd(String... more) {
    Map<String, String> environment =
        new HashMap<>(Map.of("REGISTRY_URL", "http://127.0.0.1:5000"));
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  private static void check(Map<String, String> environment) throws ConfigurationException {
    ServiceRules.check(new ConfigurationLoader(environment, Map.of()).load(null));
  }
}
