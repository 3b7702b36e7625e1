package io.registrysidecar.image.inflate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The members of a gzip stream, inflated by the JDK, one after the other. */
final class JdkGzipWindows implements Windows {

  private static final int WINDOW = 128 << 10;

  private final CompressedInput input;
  private final GzipFraming framing;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] window = new byte[WINDOW];
  private long memberBytes;
  private boolean inMember;

  JdkGzipWindows(CompressedInput input, Consumer<String> remarks) {
    this.input = input;
    this.framing = new GzipFraming(input, remarks);
  }

  @Override
  public ByteBuffer next() throws IOException {
    while (inMember || beginMember()) {
      int count = inflate();
      if (count > 0) {
        crc.update(window, 0, count);
        memberBytes += count;
        return ByteBuffer.wrap(window, 0, count);
      }
      if (inflater.finished()) {
        inMember = false;
        framing.endMember(crc.getValue(), memberBytes);
      }
    }
    return ByteBuffer.allocate(0);
  }

  @Override
  public void close() {
    inflater.end();
  }

  private boolean beginMember() throws IOException {
    if (!framing.beginMember()) {
      return false;
    }
    inflater.reset();
    crc.reset();
    memberBytes = 0;
    inMember = true;
    return true;
  }

  /** Inflates into the window; 0 when the member has ended. */
  private int inflate() throws IOException {
    try {
      while (!inflater.finished()) {
        int before = feed();
        int count = inflater.inflate(window);
        input.consume(before - inflater.getRemaining());
        if (count > 0) {
          return count;
        }
        if (inflater.needsDictionary()) {
          throw framing.corrupt("its deflate stream asks for a preset dictionary");
        }
      }
      return 0;
    } catch (DataFormatException e) {
      throw framing.corrupt("its deflate stream is invalid: " + e.getMessage());
    }
  }

  /** Shows the inflater all that has arrived; gives how much that is. */
  private int feed() throws IOException {
    if (!input.fill()) {
      throw framing.corrupt("it ends within its deflate stream");
    }
    inflater.setInput(input.array(), input.position(), input.remaining());
    return input.remaining();
  }
}
