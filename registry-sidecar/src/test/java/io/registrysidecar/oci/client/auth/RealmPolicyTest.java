package io.registrysidecar.oci.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.registrysidecar.oci.client.http.TargetRefused;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealmPolicyTest {

  private static final URI HTTPS = URI.create("https://registry.test");
  private static final URI HTTP = URI.create("http://registry.test");

  @Test
  void anEncryptedRealmMaySeeCredentials() throws Exception {
    assertThat(RealmPolicy.check(HTTPS, "https://auth.test/token?x=1")).hasHost("auth.test");
  }

  @Test
  void anUnencryptedRealmOnlyWhereTheRegistryIsSo() throws Exception {
    assertThat(RealmPolicy.check(HTTP, "http://auth.test/token")).hasHost("auth.test");
    assertThatExceptionOfType(TargetRefused.class)
        .isThrownBy(() -> RealmPolicy.check(HTTPS, "http://registry.test/token"))
        .withMessageContaining("credentials are not sent there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "token",
        "//auth.test/token",
        "file:///etc/passwd",
        "https://user@auth.test/token",
        "https://auth.test/token#x",
        "https://",
        "https://auth.test/ token",
      })
  void aStrangeRealmIsRefused(String realm) {
    assertThatExceptionOfType(TargetRefused.class).isThrownBy(() -> RealmPolicy.check(HTTP, realm));
  }
}
