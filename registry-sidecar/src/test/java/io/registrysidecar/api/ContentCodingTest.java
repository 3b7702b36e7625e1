package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets an answer compressed. */
class ContentCodingTest {

  private static final Answer LONG = answer("long ".repeat(1000));

  @ParameterizedTest
  @ValueSource(
      strings = {"gzip", "GZIP", "br, gzip", "gzip;q=0.5", "x-gzip", "*", "gzip; q=1.0, br;q=0.1"})
  void gzipForWhoTakesIt(String acceptEncoding) {
    Answer sent = ContentCoding.apply(LONG, acceptEncoding);

    assertThat(sent.headers()).containsEntry("content-encoding", "gzip");
    assertThat(sent.body()).hasSizeLessThan(LONG.body().length / 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "br", "gzip;q=0", "gzip;q=0.000", "identity", "gzipped", "gzip;q=x"})
  void theBytesThemselvesForWhoDoesNot(String acceptEncoding) {
    Answer sent = ContentCoding.apply(LONG, acceptEncoding);

    assertThat(sent.headers()).doesNotContainKey("content-encoding");
    assertThat(sent.body()).isEqualTo(LONG.body());
  }

  @Test
  void cachesLearnThatTheAnswerVaries() {
    assertThat(ContentCoding.apply(LONG, null).headers()).containsEntry("vary", "accept-encoding");
  }

  @Test
  void whatIsShortIsNotWorthIt() {
    Answer shortOne = answer("short");

    assertThat(ContentCoding.apply(shortOne, "gzip")).isSameAs(shortOne);
  }

  private static Answer answer(String text) {
    return Answer.text("text/plain", text);
  }
}
