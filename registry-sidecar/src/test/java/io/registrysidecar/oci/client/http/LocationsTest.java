package io.registrysidecar.oci.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationsTest {

  @ParameterizedTest
  @CsvSource({
    // relative, absolute, and by a registry that does not know it is behind a TLS proxy
    "https://r.test/v2/a/, u?_state=x==, https://r.test/v2/a/u?_state=x==",
    "https://r.test/v2/a/, /v2/a/u?_state=x==&y=%3D, https://r.test/v2/a/u?_state=x==&y=%3D",
    "https://r.test/v2/, https://r.test/v2/u, https://r.test/v2/u",
    "https://r.test/v2/, http://r.test/v2/u?s=1, https://r.test/v2/u?s=1",
    "https://r.test:5000/v2/, http://r.test:5000/v2/u, https://r.test:5000/v2/u",
    "https://r.test/v2/, http://r.test:80/v2/u, https://r.test/v2/u",
    "http://r.test/v2/, https://r.test/v2/u, http://r.test/v2/u",
    "https://r.test/v2/, http://other.test/v2/u, http://other.test/v2/u",
    "https://r.test/v2/, http://r.test:5000/v2/u, http://r.test:5000/v2/u",
  })
  void anUploadContinuesWhereTheServerSaysInOurScheme(String base, String location, String meant)
      throws Exception {
    assertThat(Locations.resolveOnSameServer(URI.create(base), location)).hasToString(meant);
  }

  @Test
  void whatIsShownHidesSignatures() {
    assertThat(Locations.shown(URI.create("https://s3.test/b?X-Amz-Signature=abc")))
        .isEqualTo("https://s3.test/b?…");
    assertThat(
            HttpCall.of(HttpCall.Method.GET, URI.create("https://s3.test/b?sig=abc"))
                .with("authorization", "Bearer abc"))
        .hasToString("GET https://s3.test/b?…");
  }
}
