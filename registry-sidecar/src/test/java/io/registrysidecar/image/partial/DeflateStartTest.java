package io.registrysidecar.image.partial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateStartTest {

  private static final byte[] CONTENT = "to be or not to be, that is the question".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void anInflaterBeginsWithinAByte(int bits) throws DataFormatException {
    byte[] stream = moved(deflated(), Byte.SIZE - bits);
    // What belongs to the block before must not matter.
    stream[0] |= (byte) ((1 << (Byte.SIZE - bits)) - 1);
    Inflater inflater = new Inflater(true);
    byte[] content = new byte[CONTENT.length];

    inflater.setInput(DeflateStart.before(bits, stream[0]));
    int before = inflater.inflate(content);
    inflater.setInput(stream, 1, stream.length - 1);
    int count = inflater.inflate(content);
    inflater.end();

    assertThat(before).isZero();
    assertThat(count).isEqualTo(CONTENT.length);
    assertThat(content).isEqualTo(CONTENT);
  }

  private static byte[] deflated() {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(CONTENT);
    deflater.finish();
    byte[] bytes = new byte[1000];
    int count = deflater.deflate(bytes);
    deflater.end();
    return Arrays.copyOf(bytes, count);
  }

  /** The same bits, {@code by} bits further behind. */
  private static byte[] moved(byte[] stream, int by) {
    byte[] moved = new byte[stream.length + 1];
    for (int i = 0; i < stream.length; i++) {
      int bits = (stream[i] & 0xff) << by;
      moved[i] |= (byte) bits;
      moved[i + 1] |= (byte) (bits >>> Byte.SIZE);
    }
    return moved;
  }
}
