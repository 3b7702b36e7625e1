package io.registrysidecar.image.partial;

import io.registrysidecar.image.inflate.Windows;
import io.registrysidecar.image.tar.CorruptTar;
import io.registrysidecar.image.tar.TarEntry;
import io.registrysidecar.image.tar.TarReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tar header of an entry where it can be seen, to be compared with what the table says of the
 * entry.
 *
 * @param length how many bytes it has, with extended headers
 * @param expected what it must say
 */
record StoredHeader(int length, TarEntry expected) {

  private static final int PERMISSIONS = 07777;

  /** The header of an entry, or null where chunks hold nothing but content. */
  static @Nullable StoredHeader of(ContentsEntry entry) {
    return entry.before() == 0 ? null : new StoredHeader((int) entry.headerBytes(), entry.header());
  }

  /**
   * Compares.
   *
   * @param bytes the header, and nothing else
   */
  void check(byte[] bytes) throws ContentsRefused {
    try {
      TarReader tar = new TarReader(new OneWindow(bytes));
      TarEntry actual = tar.next();
      if (actual == null || tar.offset() != length || !isExpected(actual)) {
        throw new ContentsRefused("a tar header of it says something else than its table");
      }
    } catch (CorruptTar e) {
      throw new ContentsRefused("a tar header of it is corrupt: " + e.getMessage(), e);
    } catch (ContentsRefused e) {
      throw e;
    } catch (IOException e) {
      throw new ContentsRefused("a tar header of it cannot be read", e);
    }
  }

  private boolean isExpected(TarEntry actual) {
    return Arrays.equals(actual.name(), expected.name())
        && Arrays.equals(actual.link(), expected.link())
        && actual.type() == expected.type()
        && actual.size() == expected.size()
        && (actual.mode() & PERMISSIONS) == expected.mode();
  }

  private static final class OneWindow implements Windows {

    private ByteBuffer next;

    OneWindow(byte[] bytes) {
      this.next = ByteBuffer.wrap(bytes);
    }

    @Override
    public ByteBuffer next() {
      ByteBuffer window = next;
      next = ByteBuffer.allocate(0);
      return window;
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }
}
