package io.registrysidecar.image.inflate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a compressed stream.
 *
 * @param plain what came out, even if it was not all
 * @param remarks what was passed over
 * @param corrupt why there was no more, or null if that was the end
 */
@SuppressWarnings("ArrayRecordComponent")
record Outcome(byte[] plain, List<String> remarks, @Nullable String corrupt) {

  static Outcome of(Decompressor decompressor, byte[] compressed) throws IOException {
    CompressedInput input =
        new CompressedInput(new ByteArrayInputStream(compressed), count -> {}, System::nanoTime);
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    List<String> remarks = new ArrayList<>();
    try (Windows windows = decompressor.open(input, remarks::add)) {
      for (ByteBuffer window = windows.next(); window.hasRemaining(); window = windows.next()) {
        byte[] bytes = new byte[window.remaining()];
        window.get(bytes);
        plain.writeBytes(bytes);
      }
      return new Outcome(plain.toByteArray(), remarks, null);
    } catch (CorruptStream e) {
      return new Outcome(plain.toByteArray(), remarks, String.valueOf(e.getMessage()));
    }
  }

  /** Whether the stream was read to its end. */
  boolean isSound() {
    return corrupt == null;
  }
}
