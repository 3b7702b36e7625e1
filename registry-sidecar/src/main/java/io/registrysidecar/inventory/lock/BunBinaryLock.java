package io.registrysidecar.inventory.lock;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.npm.NpmName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * {@code bun.lockb}, before Bun 1.2: a table of packages that is written column by column, then six
 * buffers, the last of which has the texts that are longer than eight bytes. Names are the first
 * column, how they were resolved the third. Numbers of versions have 32 bits in format 2, 64 in
 * format 3. Only what came from a registry has a version there.
 */
final class BunBinaryLock implements LockFormat {

  private static final byte[] MAGIC =
      "#!/usr/bin/env bun\nbun-lockfile-format-v0\n".getBytes(US_ASCII);

  private static final int LARGEST = 64 << 20;
  private static final int HASH = 32;
  private static final int BUFFERS = 6;
  private static final int FROM_REGISTRY = 2;
  private static final int TEXT = 8;
  private static final int LONGEST = 512;

  @Override
  public String fileName() {
    return "bun.lockb";
  }

  @Override
  public void read(InputStream content, EvidenceSink found) throws MalformedEvidence, IOException {
    byte[] bytes = content.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new MalformedEvidence("it is larger than " + LARGEST + " bytes");
    }
    if (bytes.length < MAGIC.length
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new MalformedEvidence("it does not begin as Bun's lock files do");
    }
    try {
      new Table(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN))
          .packages()
          .forEach(found::found);
    } catch (IndexOutOfBoundsException | BufferUnderflowException | ArithmeticException e) {
      throw new MalformedEvidence("its tables refer to what is not in it", e);
    }
  }

  /** The table of packages with what their columns refer to. */
  private static final class Table {

    private final ByteBuffer bytes;
    private final boolean wide;
    private final int count;
    private final int names;
    private final ByteBuffer texts;

    Table(ByteBuffer bytes) throws MalformedEvidence {
      this.bytes = bytes;
      bytes.position(MAGIC.length);
      int format = bytes.getInt();
      if (format != 2 && format != 3) {
        throw new MalformedEvidence("its format is " + format + "; 2 and 3 are known");
      }
      wide = format == 3;
      bytes.get(new byte[HASH + Long.BYTES]);
      count = Math.toIntExact(bytes.getLong());
      bytes.getLong();
      bytes.getLong();
      names = Math.toIntExact(bytes.getLong());
      texts = lastBuffer(Math.toIntExact(bytes.getLong()));
    }

    private ByteBuffer lastBuffer(int from) {
      int start = 0;
      int end = from;
      for (int i = 0; i < BUFFERS; i++) {
        start = Math.toIntExact(bytes.getLong(end));
        end = Math.toIntExact(bytes.getLong(end + Long.BYTES));
      }
      return bytes.slice(start, Math.subtractExact(end, start));
    }

    Set<PackageFact> packages() {
      // The names, and their hashes.
      int resolved = Math.addExact(names, Math.multiplyExact(count, 2 * TEXT));
      int size = wide ? 72 : 64;
      Set<PackageFact> packages = new LinkedHashSet<>();
      for (int i = 0; i < count && packages.size() < MOST; i++) {
        int at = resolved + size * i;
        if (bytes.get(at) == FROM_REGISTRY) {
          PackageFact fact = NpmName.fact(text(names + TEXT * i) + "@" + version(at + 2 * TEXT));
          if (fact != null) {
            packages.add(fact);
          }
        }
      }
      return packages;
    }

    /** Three numbers, then what follows a hyphen and what follows a plus, each with a hash. */
    private String version(int at) {
      StringBuilder version = new StringBuilder();
      for (int i = 0; i < 3; i++) {
        version
            .append(i == 0 ? "" : ".")
            .append(
                wide
                    ? Long.toUnsignedString(bytes.getLong(at + Long.BYTES * i))
                    : Integer.toUnsignedString(bytes.getInt(at + Integer.BYTES * i)));
      }
      int tags = at + (wide ? 24 : 16);
      String before = text(tags);
      String build = text(tags + 2 * TEXT);
      return version
          .append(before.isEmpty() ? "" : "-" + before)
          .append(build.isEmpty() ? "" : "+" + build)
          .toString();
    }

    /** Up to eight bytes, or with the highest bit set, where a longer text is and how long. */
    private String text(int at) {
      if (bytes.get(at + TEXT - 1) >= 0) {
        byte[] inline = new byte[TEXT];
        bytes.get(at, inline);
        int length = 0;
        while (length < TEXT && inline[length] != 0) {
          length++;
        }
        return new String(inline, 0, length, UTF_8);
      }
      int length = bytes.getInt(at + Integer.BYTES) & Integer.MAX_VALUE;
      if (length > LONGEST) {
        return "";
      }
      byte[] text = new byte[length];
      texts.get(bytes.getInt(at), text);
      return new String(text, UTF_8);
    }
  }
}
