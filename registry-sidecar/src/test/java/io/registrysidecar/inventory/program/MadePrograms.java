package io.registrysidecar.inventory.program;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Programs of which only the head and one part matter. */
final class MadePrograms {

  private static final int HEAD = 4096;

  private MadePrograms() {}

  /** An ELF file whose only segment, with {@code content} at its end, is writable data. */
  static byte[] elf(byte[] content, int length) {
    ByteBuffer file =
        ByteBuffer.allocate(Math.max(length, HEAD + content.length)).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
    file.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 1);
    file.putInt(64, 1).putInt(68, 6).putLong(72, HEAD).putLong(80, 0x10000);
    file.putLong(96, file.limit() - HEAD);
    file.put(file.limit() - content.length, content);
    return file.array();
  }
}
