package io.registrysidecar.oci.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryAccessTest {

  @Test
  void aRegistryIsAskedOverHttpsUnlessItsUrlSaysOtherwise() {
    assertThat(RegistryAccess.of("registry.test:5000").url())
        .hasToString("https://registry.test:5000");
    assertThat(RegistryAccess.of(URI.create("http://registry.test")).url()).hasScheme("http");
  }

  @Test
  void dockerHubAnswersUnderAnotherNameThanReferencesWrite() {
    assertThat(RegistryAccess.of("docker.io").url()).hasHost("registry-1.docker.io");
    assertThat(RegistryAccess.of("docker.io").host()).isEqualTo("docker.io");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "registry.test",
        "ftp://registry.test",
        "https://user:password@registry.test",
        "https://registry.test/?x=1",
        "https:///v2",
      })
  void aUrlThatIsNotARegistrysIsRefused(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> RegistryAccess.of(URI.create(url)));
  }

  @Test
  void passwordsInAUrlAreNotRepeatedInTheMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryAccess.of(URI.create("https://user:s3cret@registry.test")))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
  }

  @Test
  void trustedHostsAreComparedInLowerCase() {
    var settings = RegistryAccess.of("registry.test").withTrustedHosts(Set.of("Storage.Test"));

    assertThat(settings.trustedHosts()).containsExactly("storage.test");
  }
}
