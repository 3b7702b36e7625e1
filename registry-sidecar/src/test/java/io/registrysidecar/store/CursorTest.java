package io.registrysidecar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void aCursorIsReadAsItWasWritten() throws MalformedCursor {
    var cursor = new Cursor(1_777_896_000_000L, -3);

    assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "a.b", "1.2.3", "99999999999999999999.1", "1.2; DROP TABLE"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(MalformedCursor.class);
  }
}
