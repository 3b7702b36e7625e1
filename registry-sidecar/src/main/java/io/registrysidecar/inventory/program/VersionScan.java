package io.registrysidecar.inventory.program;

import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.Identification;
import io.registrysidecar.inventory.PackageFact;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Looks for the versions of programs in bytes that pass. */
final class VersionScan implements Tap {

  /** A place is looked at when so many bytes behind it have passed. */
  private static final int AHEAD = VersionSearch.LONGEST + 64;

  private final List<VersionSearch> searches;
  private byte[] window = new byte[0];
  private int held;

  VersionScan(List<VersionSearch> searches) {
    this.searches = List.copyOf(searches);
  }

  /** Whether anything is looked for. */
  boolean isWanted() {
    return !searches.isEmpty();
  }

  @Override
  public void pass(byte[] buffer, int from, int count, long position) {
    if (window.length < held + count) {
      window = Arrays.copyOf(window, held + count);
    }
    System.arraycopy(buffer, from, window, held, count);
    int end = held + count;
    int to = Math.max(end - AHEAD, 0);
    look(to, end);
    System.arraycopy(window, to, window, 0, end - to);
    held = end - to;
  }

  /** Tells each program whose version is certain. */
  void tell(EvidenceSink found) {
    look(held, held);
    for (VersionSearch search : searches) {
      Set<String> versions = search.found();
      KnownProgram program = search.program();
      if (versions.size() == 1) {
        found.found(
            PackageFact.of(program.type(), null, program.name(), versions.iterator().next())
                .told(Identification.by(Identification.Basis.PROGRAM_TEXT)));
      } else if (!versions.isEmpty()) {
        found.incomplete(
            "program-version-ambiguous",
            "it seems to be "
                + program.name()
                + ", but has several versions in it: "
                + String.join(", ", versions));
      }
    }
  }

  private void look(int to, int end) {
    for (VersionSearch search : searches) {
      search.look(window, 0, to, end);
    }
  }
}
