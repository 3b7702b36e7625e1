package io.registrysidecar.image.inflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.testing.BrokenStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every decompressor promises. One subclass for each. */
abstract class DecompressorContract {

  final List<String> remarks = new ArrayList<>();

  abstract Decompressor decompressor();

  /** Compresses {@code plain} into one member or frame. */
  abstract byte[] compress(byte[] plain) throws IOException;

  @Test
  void whatWasCompressedComesBack() throws IOException {
    for (int size : new int[] {0, 1, 511, 65_536, 131_072, 1_000_003}) {
      byte[] plain = bytes(size);

      assertThat(decompress(compress(plain))).isEqualTo(plain);
    }
    assertThat(remarks).isEmpty();
  }

  @Test
  void severalMembersAreReadAsOneStream() throws IOException {
    byte[] first = bytes(200_000);
    byte[] second = bytes(3);

    byte[] both = concat(compress(first), compress(new byte[0]), compress(second));

    assertThat(decompress(both)).isEqualTo(concat(first, second));
  }

  @Test
  void bytesMayArriveOneByOne() throws IOException {
    byte[] plain = bytes(5_000);

    assertThat(decompress(new Trickle(concat(compress(plain), compress(plain)))))
        .isEqualTo(concat(plain, plain));
  }

  @Test
  void aStreamThatEndsTooSoonIsCorruptWhereverItEnds() throws IOException {
    byte[] compressed = compress(bytes(3_000));

    for (int length = 1; length < compressed.length; length++) {
      byte[] cut = Arrays.copyOf(compressed, length);

      assertThatThrownBy(() -> decompress(cut))
          .as("cut to %d of %d bytes", length, compressed.length)
          .isInstanceOf(CorruptStream.class);
    }
  }

  @Test
  void flippedBitsGiveCorruptStreamsAndNothingElse() throws IOException {
    byte[] plain = bytes(2_000);
    byte[] compressed = compress(plain);

    int corrupt = 0;
    for (int bit = 0; bit < compressed.length * 8; bit += 3) {
      byte[] flipped = compressed.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        decompress(flipped);
      } catch (CorruptStream e) {
        corrupt++;
      }
    }

    assertThat(corrupt).isGreaterThan(compressed.length);
  }

  @Test
  void aSourceThatFailsIsNotACorruptStream() throws IOException {
    byte[] compressed = compress(bytes(300_000));
    byte[] half = Arrays.copyOf(compressed, compressed.length / 2);
    InputStream failing = BrokenStream.after(half, new IOException("connection reset"));

    assertThatThrownBy(() -> decompress(failing))
        .isInstanceOf(SourceFailed.class)
        .hasMessage("connection reset");
  }

  @Test
  void anInterruptedThreadStopsReading() throws IOException {
    byte[] compressed = compress(bytes(300_000));
    try {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> decompress(compressed)).isInstanceOf(InterruptedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).as("the flag stays set").isTrue();
    }
  }

  byte[] decompress(byte[] compressed) throws IOException {
    return decompress(new ByteArrayInputStream(compressed));
  }

  byte[] decompress(InputStream compressed) throws IOException {
    CompressedInput input = new CompressedInput(compressed, count -> {}, System::nanoTime);
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (Windows windows = decompressor().open(input, remarks::add)) {
      ByteBuffer window = windows.next();
      while (window.hasRemaining()) {
        byte[] bytes = new byte[window.remaining()];
        window.get(bytes);
        plain.writeBytes(bytes);
        window = windows.next();
      }
    }
    return plain.toByteArray();
  }

  /** Bytes that compress a little, always the same. */
  static byte[] bytes(int size) {
    Random random = new Random(size);
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (random.nextInt(8) * 31);
    }
    return bytes;
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  /** Gives one byte at a time. */
  private static final class Trickle extends ByteArrayInputStream {
    Trickle(byte[] bytes) {
      super(bytes);
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(length, 1));
    }
  }
}
