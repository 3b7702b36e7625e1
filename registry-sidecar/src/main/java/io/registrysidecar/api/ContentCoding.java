package io.registrysidecar.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compresses answers for who takes gzip (RFC 9110, section 12.5.3), on the thread of the endpoint.
 * The server library's own compressor is not used: with it, the first connection links the natives
 * of codings that nobody asks for, which is a quarter of the time until the service is ready.
 */
final class ContentCoding {

  private static final int SMALLEST = 1024;

  private ContentCoding() {}

  /** The answer as it is sent to who says {@code acceptEncoding}. */
  static Answer apply(Answer answer, @Nullable String acceptEncoding) {
    if (answer.body().length < SMALLEST) {
      return answer;
    }
    Answer varying = answer.with("vary", "accept-encoding");
    return acceptEncoding != null && takesGzip(acceptEncoding) ? gzip(varying) : varying;
  }

  private static boolean takesGzip(String acceptEncoding) {
    return Arrays.stream(acceptEncoding.toLowerCase(Locale.ROOT).split(","))
        .map(coding -> coding.replace(" ", ""))
        .anyMatch(coding -> coding.matches("(gzip|x-gzip|\\*)(;q=(1(\\.0*)?|0\\.0*[1-9]\\d*))?"));
  }

  private static Answer gzip(Answer answer) {
    var compressed = new ByteArrayOutputStream(answer.body().length / 4);
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return new Answer(answer.status(), answer.headers(), compressed.toByteArray())
        .with("content-encoding", "gzip");
  }
}
