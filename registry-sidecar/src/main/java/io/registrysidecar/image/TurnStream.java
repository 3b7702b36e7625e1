package io.registrysidecar.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a blob for a reader that computes in turns: none is held while bytes are waited for.
 * After a failure none is held either; the reading has ended then.
 */
final class TurnStream extends FilterInputStream {

  private final Turn turn;

  private TurnStream(InputStream bytes, Turn turn) {
    super(bytes);
    this.turn = turn;
  }

  /** Opens a blob or a part of one, which takes as long as the registry likes. */
  static <E extends Exception> InputStream open(Opening<E> opening, Turn turn)
      throws E, IOException {
    turn.end();
    InputStream bytes = opening.open();
    try {
      turn.begin();
      return new TurnStream(bytes, turn);
    } catch (InterruptedException e) {
      bytes.close();
      throw Failures.interrupted(e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      if (in.available() > 0) {
        turn.share();
        return in.read(target, offset, length);
      }
      turn.end();
      int count = in.read(target, offset, length);
      turn.begin();
      return count;
    } catch (InterruptedException e) {
      throw Failures.interrupted(e);
    }
  }

  @Override
  public long skip(long count) throws IOException {
    return Math.max(0, read(new byte[(int) Math.min(count, 8192)]));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Opens what is read. */
  interface Opening<E extends Exception> {
    InputStream open() throws E, IOException;
  }
}
