package io.registrysidecar.oci.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.registrysidecar.oci.client.http.HttpCall.Method;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {

  private static final String START = "https://registry.test/v2/app/blobs/x";

  private final List<HttpCall> sent = new ArrayList<>();

  @Test
  void credentialsStayOnTheirSchemeHostAndPort() throws Exception {
    for (String elsewhere :
        List.of(
            "https://cdn.test/x", "https://registry.test:8443/x", "https://registry.test.evil/x")) {
      assertThat(follow(307, elsewhere).headers()).doesNotContainKey("authorization");
    }
    assertThat(follow(307, "https://registry.test:443/other").headers())
        .containsEntry("authorization", "Bearer secret");
    assertThat(follow(307, "/other").headers()).containsEntry("authorization", "Bearer secret");
  }

  @Test
  void credentialsDoNotComeBackWithALaterHop() throws Exception {
    var redirects = redirects("https://cdn.test/x", "https://registry.test/back");

    redirects.send(call(Method.GET)).close();

    assertThat(sent.getLast().uri()).hasHost("registry.test");
    assertThat(sent.getLast().headers()).doesNotContainKey("authorization");
  }

  @Test
  void otherHeadersTravelAlong() throws Exception {
    assertThat(follow(302, "https://cdn.test/x").headers()).containsEntry("range", "bytes=5-");
  }

  @Test
  void aSignedAddressArrivesAsItWas() throws Exception {
    String signed =
        "https://s3.test/bucket/a%2Fb?X-Amz-Credential=AK%2F2026%2Fs3&sig=a+b%2Bc%3D%3D&x=1==&y=a/b";

    assertThat(follow(307, signed).uri()).hasToString(signed);
  }

  @Test
  void charactersThatMayNotStandInAnAddressAreEscaped() throws Exception {
    assertThat(follow(307, "https://s3.test/a|b c?f=\"ü\"").uri())
        .hasToString("https://s3.test/a%7Cb%20c?f=%22%C3%BC%22");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://registry.test/x",
        "http://cdn.test/x",
        "ftp://cdn.test/x",
        "file:///etc/passwd",
        "https://user:password@cdn.test/x",
        "https:///x",
        "https://[::1/x",
        "javascript:alert(1)",
      })
  void someTargetsAreRefused(String location) {
    assertThatExceptionOfType(TargetRefused.class).isThrownBy(() -> follow(307, location));
    assertThat(sent).hasSize(1);
  }

  @Test
  void redirectsThatDoNotEndAreGivenUp() {
    String[] circle = new String[100];
    Arrays.fill(circle, START);

    assertThatExceptionOfType(TargetRefused.class)
        .isThrownBy(() -> redirects(circle).send(call(Method.GET)))
        .withMessageContaining("more than 5 redirects");
    assertThat(sent).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({"301, true", "302, true", "303, true", "307, false", "308, false"})
  void aWriteIsRepeatedElsewhereOnlyIfItStaysAWrite(int status, boolean refused)
      throws IOException {
    var put = HttpCall.of(Method.PUT, URI.create(START)).with(new byte[] {1, 2, 3});
    var redirects = new Redirects(c -> answer(c, status, sent.isEmpty() ? "/y" : null));

    if (refused) {
      assertThatExceptionOfType(TargetRefused.class).isThrownBy(() -> redirects.send(put));
    } else {
      redirects.send(put).close();
      assertThat(sent.getLast().method()).isEqualTo(Method.PUT);
      assertThat(sent.getLast().body()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void withoutALocationItIsAnAnswerLikeAnyOther() throws Exception {
    try (Answer answer = new Redirects(c -> answer(c, 307, null)).send(call(Method.GET))) {
      assertThat(answer.status()).isEqualTo(307);
    }
  }

  private HttpCall follow(int status, String location) throws IOException {
    sent.clear();
    new Redirects(c -> answer(c, status, sent.isEmpty() ? location : null))
        .send(call(Method.GET))
        .close();
    return sent.getLast();
  }

  private Redirects redirects(String... locations) {
    return new Redirects(
        c -> answer(c, 307, sent.size() < locations.length ? locations[sent.size()] : null));
  }

  private Answer answer(HttpCall call, int status, @Nullable String location) {
    sent.add(call);
    return new Answer(
        call.uri(),
        location == null && sent.size() > 1 ? 200 : status,
        location == null ? Map.of() : Map.of("location", List.of(location)),
        new ByteArrayInputStream(new byte[0]));
  }

  private static HttpCall call(Method method) {
    return HttpCall.of(method, URI.create(START))
        .with("Authorization", "Bearer secret")
        .with("Range", "bytes=5-");
  }
}
