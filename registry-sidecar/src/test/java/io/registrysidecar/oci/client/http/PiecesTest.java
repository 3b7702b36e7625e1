package io.registrysidecar.oci.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.client.http.Pieces.Piece;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PiecesTest {

  private static final int CHUNK = VertxTransport.CHUNK;

  private final Pieces pieces = new Pieces(2L * CHUNK);

  @Test
  void anArrayThatWasGivenBackIsUsedAgain() {
    Piece first = pieces.copy(Buffer.buffer(new byte[CHUNK]));
    Piece second = pieces.copy(Buffer.buffer(new byte[CHUNK]));
    assertThat(second.bytes()).isNotSameAs(first.bytes());

    pieces.give(first);

    assertThat(pieces.copy(Buffer.buffer(new byte[CHUNK - 1])).bytes()).isSameAs(first.bytes());
  }

  @Test
  void aPieceHasTheBytesOfItsBufferAlthoughItsArrayHadOthers() {
    pieces.give(pieces.copy(Buffer.buffer("x".repeat(CHUNK))));

    Piece piece = pieces.copy(Buffer.buffer("y".repeat(CHUNK - 1)));

    assertThat(piece.length()).isEqualTo(CHUNK - 1);
    assertThat(new String(piece.bytes(), 0, piece.length(), StandardCharsets.UTF_8))
        .isEqualTo("y".repeat(CHUNK - 1));
  }

  @Test
  void aSmallBufferTakesNoWholeArray() {
    assertThat(pieces.copy(Buffer.buffer("token")).bytes()).hasSize(5);
  }

  @Test
  void whatIsLargerThanAnArrayIsCopiedAllTheSame() {
    assertThat(pieces.copy(Buffer.buffer(new byte[CHUNK + 1])).length()).isEqualTo(CHUNK + 1);
  }

  @Test
  void noArraysAreKeptWhenNobodyReadsAnyMore() {
    pieces.enter();
    pieces.enter();
    Piece piece = pieces.copy(Buffer.buffer(new byte[CHUNK]));
    pieces.give(piece);

    pieces.leave();
    Piece kept = pieces.copy(Buffer.buffer(new byte[CHUNK]));
    assertThat(kept.bytes()).isSameAs(piece.bytes());

    pieces.give(kept);
    pieces.leave();
    assertThat(pieces.copy(Buffer.buffer(new byte[CHUNK])).bytes()).isNotSameAs(piece.bytes());
  }

  @Test
  void noMoreArraysAreKeptThanAllowed() {
    Piece[] three = new Piece[3];
    for (int i = 0; i < three.length; i++) {
      three[i] = pieces.copy(Buffer.buffer(new byte[CHUNK]));
    }
    for (Piece piece : three) {
      pieces.give(piece);
    }

    for (int i = 0; i < 2; i++) {
      assertThat(pieces.copy(Buffer.buffer(new byte[CHUNK])).bytes()).isSameAs(three[i].bytes());
    }
    assertThat(pieces.copy(Buffer.buffer(new byte[CHUNK])).bytes()).isNotSameAs(three[2].bytes());
  }
}
