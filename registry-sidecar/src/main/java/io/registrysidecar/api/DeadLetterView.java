package io.registrysidecar.api;

import io.registrysidecar.store.Inbox.DeadLetter;
import io.registrysidecar.store.Inbox.Opened;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A notification that led to nothing, as the API shows it.
 *
 * @param id its number
 * @param source the configured source that it came from
 * @param receivedAt when it came
 * @param reason why it led to nothing
 * @param contentType as it was sent, or empty
 * @param size how many bytes of it are kept
 * @param body these bytes as text, what is not UTF-8 replaced; null in lists
 */
record DeadLetterView(
    long id,
    String source,
    String receivedAt,
    String reason,
    String contentType,
    long size,
    @Nullable String body) {

  static DeadLetterView of(DeadLetter letter) {
    return of(letter, null);
  }

  static DeadLetterView of(Opened opened) {
    return of(opened.letter(), new String(opened.body(), StandardCharsets.UTF_8));
  }

  private static DeadLetterView of(DeadLetter letter, @Nullable String body) {
    return new DeadLetterView(
        letter.sequence(),
        letter.source(),
        letter.receivedAt().toString(),
        letter.reason(),
        letter.contentType(),
        letter.size(),
        body);
  }
}
