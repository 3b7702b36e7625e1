package io.registrysidecar.inventory.program;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.nuget.DepsFile;
import io.registrysidecar.inventory.program.Executable.Segment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * Looks for what tells that a program is a .NET single-file bundle: behind eight bytes with the
 * place of the bundle's header, the SHA-256 of {@code .net core bundle}. The header tells where in
 * the file the {@code deps.json} is (since version 2, of .NET 5).
 */
final class BundleSearch implements Tap {

  private static final byte[] SIGNATURE =
      HexFormat.of().parseHex("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae");

  /** The host and the smallest program that it could carry behind itself are larger. */
  private static final int SMALLEST_BUNDLE = 8 << 10;

  private static final int LARGEST = 16 << 20;
  private static final int MOST_ID = 256;

  private final Executable program;

  /** The last bytes before the present one, as a ring. */
  private final byte[] recent = new byte[64];

  private long seen;
  private int matched;
  private long header;

  BundleSearch(Executable program) {
    this.program = program;
  }

  /** Whether a file of {@code size} bytes may be a bundle at all. */
  static boolean isPossible(Executable program, long size) {
    return size - program.loadedEnd() >= SMALLEST_BUNDLE;
  }

  @Override
  public void pass(byte[] buffer, int from, int count, long position) {
    for (Segment segment : program.segments()) {
      long start = Math.max(segment.offset(), position);
      long end = Math.min(segment.offset() + segment.length(), position + count);
      if (segment.data() && start < end && header == 0) {
        look(buffer, from + (int) (start - position), from + (int) (end - position));
      }
    }
  }

  private void look(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      byte octet = buffer[i];
      recent[(int) (seen++ & 63)] = octet;
      // No byte of the signature but the first equals the first.
      matched = octet == SIGNATURE[matched] ? matched + 1 : octet == SIGNATURE[0] ? 1 : 0;
      if (matched == SIGNATURE.length) {
        header = place();
        return;
      }
    }
  }

  /** The eight bytes before the signature. */
  private long place() {
    long place = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      long at = seen - SIGNATURE.length - 1 - i;
      place = place << 8 | (at < 0 ? 0 : recent[(int) (at & 63)] & 0xff);
    }
    return place;
  }

  /** Whether there is a bundle; a program that only could carry one says zero. */
  boolean isFound() {
    return header > 0;
  }

  /** Tells the packages of the bundle. */
  void tell(FilePart file, EvidenceSink found) throws MalformedEvidence, IOException {
    if (!isFound()) {
      return;
    }
    ByteBuffer start = ByteBuffer.wrap(file.bytes(header, 13)).order(ByteOrder.LITTLE_ENDIAN);
    int version = start.getInt(0);
    int id = start.get(12);
    if (version < 2 || id < 0 || id > MOST_ID) {
      found.incomplete(
          "dotnet-bundle-unread",
          "it is a .NET single-file program of format %d, whose packages cannot be read"
              .formatted(version));
      return;
    }
    ByteBuffer places =
        ByteBuffer.wrap(file.bytes(header + 13 + id, 16)).order(ByteOrder.LITTLE_ENDIAN);
    long offset = places.getLong();
    long size = places.getLong();
    if (size < 0 || size > LARGEST) {
      throw new MalformedEvidence("its bundle claims a deps.json of " + size + " bytes");
    }
    if (size > 0) {
      DepsFile.read(new ByteArrayInputStream(file.bytes(offset, (int) size)), found);
    }
  }
}
