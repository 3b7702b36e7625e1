package io.registrysidecar.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

  private static final String SHA256 = "sha256:" + "ab".repeat(32);
  private static final String SHA512 = "sha512:" + "cd".repeat(64);

  @ParameterizedTest
  @CsvSource({
    "alpine, docker.io/library/alpine:latest",
    "alpine:3.20, docker.io/library/alpine:3.20",
    "grafana/grafana, docker.io/grafana/grafana:latest",
    "docker.io/alpine, docker.io/library/alpine:latest",
    "index.docker.io/library/alpine:3, docker.io/library/alpine:3",
    "registry-1.docker.io/library/alpine:3, docker.io/library/alpine:3",
    "localhost/app, localhost/app:latest",
    "localhost:5000/team/app:1.0, localhost:5000/team/app:1.0",
    "Registry.Example.com/app:1, registry.example.com/app:1",
    "127.0.0.1:5511/demo/app_x__y.z-1, 127.0.0.1:5511/demo/app_x__y.z-1:latest",
    "'[::1]:5000/team/app:1', '[::1]:5000/team/app:1'",
    "'[fd00::7]/team/app', '[fd00::7]/team/app:latest'",
  })
  void aNameIsReadAsPeopleWriteIt(String written, String full) throws Exception {
    assertThat(Reference.parse(written)).hasToString(full);
  }

  @Test
  void aDigestAloneNamesNoTag() throws Exception {
    var reference = Reference.parse("localhost:5000/team/app@" + SHA256);

    assertThat(reference.tag()).isNull();
    assertThat(reference.key()).hasToString(SHA256);
  }

  @Test
  void aDigestWinsOverATag() throws Exception {
    var reference = Reference.parse("localhost:5000/team/app:1.0@" + SHA256);

    assertThat(reference.tag()).hasToString("1.0");
    assertThat(reference.key()).hasToString(SHA256);
  }

  @Test
  void sha512IsADigestToo() throws Exception {
    assertThat(Reference.parse("alpine@" + SHA512).digest()).hasToString(SHA512);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "UPPER/case",
        "app:",
        "app:-starts-with-dash",
        "app@sha256:short",
        "app@md5:d41d8cd98f00b204e9800998ecf8427e",
        "app@",
        "a//b",
        "/app",
        "host:port/app",
        "[::1]:5000/app:",
        "app latest",
        "registry.example.com/app\nX-Header: 1",
        "../../etc/passwd",
      })
  void aMalformedReferenceIsRefusedWithAdvice(String written) {
    assertThatExceptionOfType(MalformedReference.class)
        .isThrownBy(() -> Reference.parse(written))
        .withMessageMatching("(?s)not an? [a-z ]+: .*")
        .withMessageContaining("; ");
  }

  @Test
  void anEndlessReferenceIsRefusedShortly() {
    assertThatExceptionOfType(MalformedReference.class)
        .isThrownBy(() -> Reference.parse("a/".repeat(100_000) + "b"))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
  }

  @Test
  void aLongNameThatAlmostMatchesIsRefusedInLinearTime() {
    assertThatExceptionOfType(MalformedReference.class)
        .isThrownBy(() -> RepositoryName.parse("a-".repeat(127) + "!"));
    assertThatExceptionOfType(MalformedReference.class)
        .isThrownBy(() -> RepositoryName.parse("a".repeat(256)));
  }
}
