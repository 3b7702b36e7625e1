package io.registrysidecar.advisory.feed;

import io.registrysidecar.advisory.PlatformScope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The platforms that an affected package is said to be affected on, while they are read: RustSec's
 * {@code affects.os} and {@code affects.arch}, Go's {@code imports[].goos} and {@code goarch}.
 *
 * <p>A Go module is affected where any of its packages is: one package without a platform makes it
 * so everywhere.
 */
final class PlatformReading {

  private List<String> systems = List.of();
  private List<String> architectures = List.of();

  PlatformScope scope() {
    return PlatformScope.of(systems, architectures);
  }

  void affects(OsvFields fields) throws IOException, WrongType {
    fields.objectIfAny(field -> {
      switch (field) {
        case "os" -> systems = fields.words();
        case "arch" -> architectures = fields.words();
        default -> fields.skip();
      }
    });
  }

  void imports(OsvFields fields) throws IOException, WrongType {
    Union ofSystems = new Union();
    Union ofArchitectures = new Union();
    fields.listIfAny(() -> {
      List<List<String>> one = new ArrayList<>(List.of(List.of(), List.of()));
      fields.objectIfAny(field -> {
        switch (field) {
          case "goos" -> one.set(0, fields.words());
          case "goarch" -> one.set(1, fields.words());
          default -> fields.skip();
        }
      });
      ofSystems.add(one.getFirst());
      ofArchitectures.add(one.getLast());
    });
    systems = ofSystems.words();
    architectures = ofArchitectures.words();
  }

  /** What any of several lists names; an empty list names everything. */
  private static final class Union {

    private final TreeSet<String> words = new TreeSet<>();
    private boolean everything;

    void add(List<String> some) {
      everything |= some.isEmpty();
      words.addAll(some);
    }

    List<String> words() {
      return everything ? List.of() : List.copyOf(words);
    }
  }
}
