package io.registrysidecar.image.inflate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Makes gzip streams of every kind that the JDK can write, and damages them. */
final class GzipStreams {

  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private final RandomGenerator random;

  GzipStreams(RandomGenerator random) {
    this.random = random;
  }

  /** One to five members. */
  byte[] sound() {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    int members = 1 + random.nextInt(random.nextInt(5) + 1);
    for (int i = 0; i < members; i++) {
      stream.writeBytes(member(plain()));
    }
    return stream.toByteArray();
  }

  /** Damages one to three places. */
  byte[] damaged(byte[] stream) {
    byte[] damaged = stream;
    for (int i = random.nextInt(3); i >= 0; i--) {
      damaged = damage(damaged);
    }
    return damaged;
  }

  private byte[] damage(byte[] stream) {
    int at = random.nextInt(stream.length + 1);
    int length = random.nextInt(Math.min(40, stream.length - at + 1));
    byte[] before = Arrays.copyOf(stream, at);
    byte[] behind = Arrays.copyOfRange(stream, at, stream.length);
    return switch (random.nextInt(5)) {
      case 0 -> before.length == 0 ? stream : before;
      case 1 -> concat(before, Arrays.copyOfRange(stream, at + length, stream.length));
      case 2 -> concat(before, Arrays.copyOfRange(stream, at, at + length), behind);
      case 3 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        yield concat(before, noise, behind);
      }
      default -> {
        byte[] flipped = stream.clone();
        flipped[Math.min(at, flipped.length - 1)] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
    };
  }

  private byte[] plain() {
    byte[] plain = new byte[random.nextInt(1 << random.nextInt(1, 20))];
    int letters = 1 << random.nextInt(9);
    for (int i = 0; i < plain.length; i++) {
      plain[i] = (byte) random.nextInt(letters);
    }
    if (random.nextBoolean() && plain.length > 1000) {
      for (int copies = random.nextInt(50); copies > 0; copies--) {
        int length = random.nextInt(Math.min(plain.length / 3, 70_000));
        int from = random.nextInt(plain.length - length);
        int to = random.nextInt(plain.length - length);
        System.arraycopy(plain, from, plain, to, length);
      }
    }
    return plain;
  }

  private byte[] member(byte[] plain) {
    CRC32 crc = new CRC32();
    crc.update(plain);
    byte[] trailer =
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) crc.getValue())
            .putInt(plain.length)
            .array();
    return concat(HEADER, deflate(plain), trailer);
  }

  /** All levels from stored to best, all strategies, with and without flushes in between. */
  private byte[] deflate(byte[] plain) {
    Deflater deflater = new Deflater(random.nextInt(10), true);
    try {
      deflater.setStrategy(random.nextInt(3));
      byte[] stream = new byte[plain.length + plain.length / 8 + 1000];
      int half = random.nextInt(plain.length + 1);
      int flush = random.nextBoolean() ? Deflater.SYNC_FLUSH : Deflater.NO_FLUSH;
      int count = 0;
      deflater.setInput(plain, 0, half);
      do {
        count += deflater.deflate(stream, count, stream.length - count, flush);
      } while (!deflater.needsInput());
      deflater.setInput(plain, half, plain.length - half);
      deflater.finish();
      while (!deflater.finished()) {
        count += deflater.deflate(stream, count, stream.length - count);
      }
      return Arrays.copyOf(stream, count);
    } finally {
      deflater.end();
    }
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }
}
