package io.registrysidecar.audit;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** How much of what others say about one image is read. What is not read is noted. */
final class StatementBounds {

  static final int MOST_ARTIFACTS = 32;
  private static final int MOST_STATEMENTS = 64;
  private static final long LARGEST = 8L << 20;
  private static final long MOST_BYTES = 16L << 20;

  private final Consumer<String> notes;
  private final Set<Digest> seen = new HashSet<>();
  private int statements;
  private long bytes;

  StatementBounds(Consumer<String> notes) {
    this.notes = notes;
  }

  /** Whether an artifact is to be looked at, for the first time. */
  boolean isNew(Digest artifact) {
    if (!seen.add(artifact)) {
      return false;
    }
    if (seen.size() == MOST_ARTIFACTS + 1) {
      notes.accept(
          "more than " + MOST_ARTIFACTS + " attestations and signatures refer to the image");
    }
    return seen.size() <= MOST_ARTIFACTS;
  }

  /** Whether one more statement is to be looked at. */
  boolean hasRoom() {
    statements++;
    if (statements > MOST_STATEMENTS) {
      notes.accept("more than " + MOST_STATEMENTS + " statements; the rest was not looked at");
    }
    return statements <= MOST_STATEMENTS;
  }

  /** Whether the content of a layer is to be read; if so, it counts as read. */
  boolean isSmallEnough(Descriptor layer) {
    if (layer.size() > LARGEST || layer.size() > MOST_BYTES - bytes) {
      notes.accept("the statement " + layer.digest() + " is too large to be read");
      return false;
    }
    bytes += layer.size();
    return true;
  }
}
