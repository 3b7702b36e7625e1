package io.registrysidecar.inventory.program;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.program.Executable.Segment;
import io.registrysidecar.inventory.sbom.MalformedSbom;
import io.registrysidecar.inventory.sbom.SbomFacts;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Looks for the bill of materials that GraalVM's native-image puts into programs: CycloneDX as
 * JSON, compressed with gzip, somewhere among the writable data.
 */
final class EmbeddedSbom implements Tap {

  private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8, 0};
  private static final int REST_OF_HEADER = 6;
  private static final int MOST_ATTEMPTS = 64;
  private static final int MOST_BYTES = 16 << 20;
  private static final byte[] BEGINNING = {'{', '"'};

  private final Executable program;
  private final byte[] piece = new byte[8 << 10];
  private final ByteArrayOutputStream document = new ByteArrayOutputStream(0);
  private int matched;
  private int headerLeft;
  private int attempts;
  private boolean complete;
  private Inflater inflater = new Inflater(true);

  EmbeddedSbom(Executable program) {
    this.program = program;
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
      if (matched < GZIP.length) {
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
    inflater.setInput(buffer, from, to - from);
    try {
      while (!inflater.finished() && !inflater.needsInput()) {
        int count = inflater.inflate(piece);
        document.write(piece, 0, count);
        if (isWrong() || inflater.needsDictionary()) {
          return giveUp();
        }
      }
    } catch (DataFormatException _) {
      return giveUp();
    }
    if (inflater.finished()) {
      complete = document.size() > BEGINNING.length;
      int used = to - from - inflater.getRemaining();
      if (!complete) {
        giveUp();
      }
      inflater.end();
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
    inflater.end();
    inflater = new Inflater(true);
    return 0;
  }

  /** Tells what the bill lists, if there is one. */
  void tell(EvidenceSink found) {
    inflater.end();
    if (!complete) {
      return;
    }
    try {
      for (PackageFact fact : SbomFacts.read(document.toByteArray())) {
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
