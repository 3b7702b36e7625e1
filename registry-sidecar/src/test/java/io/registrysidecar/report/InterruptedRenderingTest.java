package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.registrysidecar.report.ReportFormat.Style;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much is still written when whoever writes is interrupted. Counted, not timed. */
class InterruptedRenderingTest {

  private static final int ALL = 100_000;
  private static final int BEFORE = 1_000;
  private static final String ELEMENT = "x".repeat(100);

  /** What the library gathers before it hands bytes on. */
  private static final int BUFFER = 8 << 10;

  private final AtomicInteger written = new AtomicInteger();

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  @Test
  void aDocumentEndsWithTheBufferThatIsBeingFilled() {
    assertThatThrownBy(() -> JsonText.bytes(this::write, Style.COMPACT))
        .isInstanceOf(CancellationException.class);

    assertThat(written.get() - BEFORE).isBetween(0, BUFFER / ELEMENT.length() + 1);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void soDoesADigest() {
    assertThatThrownBy(() -> JsonText.digest(this::write))
        .isInstanceOf(CancellationException.class);

    assertThat(written.get() - BEFORE).isBetween(0, BUFFER / ELEMENT.length() + 1);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (int i = 0; i < ALL; i++) {
      if (i == BEFORE) {
        Thread.currentThread().interrupt();
      }
      json.writeString(ELEMENT);
      written.incrementAndGet();
    }
    json.writeEndArray();
  }
}
