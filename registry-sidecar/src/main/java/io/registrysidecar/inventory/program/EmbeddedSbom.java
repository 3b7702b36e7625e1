package io.registrysidecar.inventory.program;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.program.Executable.Segment;
import io.registrysidecar.inventory.sbom.MalformedSbom;
import io.registrysidecar.inventory.sbom.SbomFacts;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the bill of materials that GraalVM's native-image puts into programs: CycloneDX as
 * JSON, compressed with gzip, somewhere among the writable data.
 */
final class EmbeddedSbom implements Tap {

  private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8, 0};
  private static final int REST_OF_HEADER = 6;
  private static final int MOST_ATTEMPTS = 64;
  private static final int MOST_BYTES = 16 << 20;

  /** No program by native-image has less writable data, among which is its heap. */
  private static final long SMALLEST_DATA = 256 << 10;

  private static final byte[] BEGINNING = {'{', '"'};

  private final Executable program;
  private final byte[] piece = new byte[8 << 10];
  private final ByteArrayOutputStream document = new ByteArrayOutputStream(0);
  private int matched;
  private int headerLeft;
  private int attempts;
  private boolean complete;
  private @Nullable Inflater inflater;

  EmbeddedSbom(Executable program) {
    this.program = program;
  }

  /** Whether a program may be by native-image at all. */
  static boolean isPossible(Executable program) {
    long data = 0;
    for (Segment segment : program.segments()) {
      data += segment.data() ? segment.length() : 0;
    }
    return data >= SMALLEST_DATA;
  }

  @Override
  public void pass(byte[] buffer, int from, int count, long position) {
    for (Segment segment : program.segments()) {
      long start = Math.max(segment.offset(), position);
      long end = Math.min(segment.offset() + segment.length(), position + count);
      if (segment.data() && start < end) {
        look(buffer, from + (int) (start - position), from + (int) (end - position));
      }
    }
  }

  private void look(byte[] buffer, int from, int to) {
    int at = from;
    while (at < to && !complete && attempts < MOST_ATTEMPTS) {
      if (matched == 0) {
        while (at < to && buffer[at] != GZIP[0]) {
          at++;
        }
        if (at < to) {
          at++;
          matched = 1;
        }
      } else if (matched < GZIP.length) {
        byte octet = buffer[at++];
        matched = octet == GZIP[matched] ? matched + 1 : octet == GZIP[0] ? 1 : 0;
        headerLeft = REST_OF_HEADER;
      } else if (headerLeft > 0) {
        headerLeft--;
        at++;
      } else {
        at += unpack(buffer, at, to);
      }
    }
  }

  /** Unpacks what there is; gives how much of it was used. */
  private int unpack(byte[] buffer, int from, int to) {
    Inflater unpacking = begun();
    unpacking.setInput(buffer, from, to - from);
    try {
      while (!unpacking.finished() && !unpacking.needsInput()) {
        int count = unpacking.inflate(piece);
        document.write(piece, 0, count);
        if (isWrong() || unpacking.needsDictionary()) {
          return giveUp();
        }
      }
    } catch (DataFormatException _) {
      return giveUp();
    }
    if (unpacking.finished()) {
      complete = document.size() > BEGINNING.length;
      int used = to - from - unpacking.getRemaining();
      if (!complete) {
        giveUp();
      }
      return used;
    }
    return to - from;
  }

  private boolean isWrong() {
    if (document.size() > MOST_BYTES) {
      return true;
    }
    if (document.size() < BEGINNING.length || document.size() > piece.length) {
      return false;
    }
    byte[] begun = document.toByteArray();
    return begun[0] != BEGINNING[0] || (begun[1] != BEGINNING[1] && begun[1] > ' ');
  }

  /** Goes on with the search behind what looked like a beginning. */
  private int giveUp() {
    attempts++;
    matched = 0;
    document.reset();
    end();
    return 0;
  }

  private Inflater begun() {
    if (inflater == null) {
      inflater = new Inflater(true);
    }
    return inflater;
  }

  private void end() {
    if (inflater != null) {
      inflater.end();
      inflater = null;
    }
  }

  /** Tells what the bill lists, if there is one. */
  void tell(EvidenceSink found) {
    end();
    if (!complete) {
      return;
    }
    try {
      for (PackageFact fact : SbomFacts.readJava(document.toByteArray())) {
        found.found(fact);
      }
      found.incomplete(
          "sbom-embedded",
          "what this program was built of is known only from the bill of materials in it, which"
              + " was believed");
    } catch (MalformedSbom e) {
      found.incomplete(
          "sbom-unread", "the bill of materials in this program is broken: " + e.getMessage());
    }
  }
}
