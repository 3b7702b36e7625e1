package io.registrysidecar.inventory.database;

import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What of a database could not be read, while the rest was. */
public final class Damage {

  private int parts;
  private @Nullable MalformedEvidence first;

  /** Something that meets broken bytes. */
  @FunctionalInterface
  public interface Reading {
    /** Reads one part. */
    void run() throws MalformedEvidence, IOException;
  }

  /** Reads one part; when it is broken, others are read all the same. */
  public void contain(Reading part) throws IOException {
    try {
      part.run();
    } catch (MalformedEvidence e) {
      parts++;
      if (first == null) {
        first = e;
      }
    }
  }

  /** Says what was broken, if anything was. */
  public void report() throws MalformedEvidence {
    if (first != null) {
      throw new MalformedEvidence(
          parts == 1
              ? String.valueOf(first.getMessage())
              : "%d parts of the database, the first because %s"
                  .formatted(parts, first.getMessage()),
          first);
    }
  }
}
