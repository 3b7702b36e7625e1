package io.registrysidecar.image.inflate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** By the inflater of the JDK, which is always there. */
final class JdkInflation implements Inflation {

  private static final int WINDOW = 128 << 10;

  private final Inflater inflater = new Inflater(true);
  private final byte[] window = new byte[WINDOW];
  private boolean failed;

  @Override
  public void begin() {
    inflater.reset();
    failed = false;
  }

  @Override
  public ByteBuffer inflate(CompressedInput input) throws IOException, DataFormatException {
    int count = 0;
    while (count == 0 && !failed && !inflater.finished()) {
      if (!input.fill()) {
        throw new DataFormatException(TRUNCATED);
      }
      count = inflateWhatIsThere(input);
    }
    if (count == 0 && failed) {
      throw new DataFormatException(INVALID);
    }
    return ByteBuffer.wrap(window, 0, count);
  }

  @Override
  public void close() {
    inflater.end();
  }

  /** Gives how many bytes it made. */
  private int inflateWhatIsThere(CompressedInput input) {
    int given = input.remaining();
    long before = inflater.getBytesWritten();
    inflater.setInput(input.array(), input.position(), given);
    try {
      int count = inflater.inflate(window);
      failed = count == 0 && inflater.getRemaining() == given && !inflater.finished();
    } catch (DataFormatException e) {
      failed = true;
    }
    input.consume(given - inflater.getRemaining());
    return (int) (inflater.getBytesWritten() - before);
  }
}
