package io.registrysidecar.image.inflate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;

/** The members of a gzip stream, one after the other, each compared with its trailer. */
final class GzipWindows implements Windows {

  private final CompressedInput input;
  private final GzipFraming framing;
  private final Inflation inflation;
  private final CRC32 crc = new CRC32();
  private long memberBytes;
  private boolean inMember;

  GzipWindows(CompressedInput input, Consumer<String> remarks, Inflation inflation) {
    this.input = input;
    this.framing = new GzipFraming(input, remarks);
    this.inflation = inflation;
  }

  @Override
  public ByteBuffer next() throws IOException {
    while (inMember || beginMember()) {
      ByteBuffer window = inflate();
      if (window.hasRemaining()) {
        crc.update(window.duplicate());
        memberBytes += window.remaining();
        return window;
      }
      inMember = false;
      framing.endMember(crc.getValue(), memberBytes);
    }
    return ByteBuffer.allocate(0);
  }

  @Override
  public void close() {
    inflation.close();
  }

  private boolean beginMember() throws IOException {
    if (!framing.beginMember()) {
      return false;
    }
    inflation.begin();
    crc.reset();
    memberBytes = 0;
    inMember = true;
    return true;
  }

  private ByteBuffer inflate() throws IOException {
    try {
      return inflation.inflate(input);
    } catch (DataFormatException e) {
      throw framing.corrupt(String.valueOf(e.getMessage()));
    }
  }
}
