package io.registrysidecar.image.inflate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Bytes that are not compressed. */
final class Plain implements Decompressor {

  @Override
  public String name() {
    return "uncompressed";
  }

  @Override
  public Windows open(CompressedInput input, Consumer<String> remarks) {
    return new Windows() {
      @Override
      public ByteBuffer next() throws IOException {
        if (!input.fill()) {
          return ByteBuffer.allocate(0);
        }
        ByteBuffer window = ByteBuffer.wrap(input.array(), input.position(), input.remaining());
        input.consume(input.remaining());
        return window;
      }

      @Override
      public void close() {
        // Nothing is held.
      }
    };
  }
}
