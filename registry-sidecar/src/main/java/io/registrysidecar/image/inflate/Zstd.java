package io.registrysidecar.image.inflate;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Zstandard by its reference implementation. */
final class Zstd implements Decompressor {

  private static final int WINDOW = 128 << 10;

  /** The largest window, 2^27 bytes: what the format's own command accepts without being asked. */
  private static final int WINDOW_LOG = 27;

  @Override
  public String name() {
    return "zstd (zstd-jni)";
  }

  @Override
  public Windows open(CompressedInput input, Consumer<String> remarks) {
    return new ZstdWindows(input);
  }

  private static final class ZstdWindows implements Windows {
    private final CompressedInput input;
    private final byte[] window = new byte[WINDOW];
    private @Nullable ZstdInputStreamNoFinalizer frames;

    ZstdWindows(CompressedInput input) {
      this.input = input;
    }

    @Override
    public ByteBuffer next() throws IOException {
      try {
        int count = frames().read(window, 0, window.length);
        return ByteBuffer.wrap(window, 0, Math.max(count, 0));
      } catch (ZstdIOException e) {
        throw new CorruptStream(
            "its zstd stream is invalid: " + e.getMessage() + " (near byte " + input.total() + ")",
            e);
      }
    }

    @Override
    public void close() {
      if (frames != null) {
        try {
          frames.close();
        } catch (IOException e) {
          throw new IllegalStateException("closing a decoder in memory failed", e);
        }
      }
    }

    private ZstdInputStreamNoFinalizer frames() throws IOException {
      if (frames == null) {
        frames = new ZstdInputStreamNoFinalizer(input);
        frames.setLongMax(WINDOW_LOG);
      }
      return frames;
    }
  }
}
