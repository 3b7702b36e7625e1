package io.registrysidecar.advisory.db;

import java.io.IOException;
import java.nio.file.Path;

/** An advisory database that cannot be used. */
public final class UnusableDatabase extends IOException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** There is no such file, or it may not be read. */
    UNREADABLE,
    /** The file is something else. */
    NOT_A_DATABASE,
    /** Another version of this program wrote it. */
    OTHER_FORMAT,
    /** It was an advisory database, but its content has changed since. */
    CORRUPT
  }

  private final Reason reason;

  private UnusableDatabase(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why it cannot be used. */
  public Reason reason() {
    return reason;
  }

  static UnusableDatabase unreadable(Path file, IOException cause) {
    UnusableDatabase e =
        new UnusableDatabase(
            Reason.UNREADABLE,
            "open advisory database %s: %s. Import one: registry-sidecar db import."
                .formatted(file, cause));
    e.initCause(cause);
    return e;
  }

  static UnusableDatabase notADatabase(Path file) {
    return new UnusableDatabase(
        Reason.NOT_A_DATABASE,
        "open advisory database %s: the file is not an advisory database. Name another file, or move this one away and import again: registry-sidecar db import."
            .formatted(file));
  }

  static UnusableDatabase otherFormat(Path file, int found, int expected) {
    return new UnusableDatabase(
        Reason.OTHER_FORMAT,
        "open advisory database %s: its format is %d and this program reads %d. Import again: registry-sidecar db import."
            .formatted(file, found, expected));
  }

  static UnusableDatabase corrupt(Path file, String what) {
    return new UnusableDatabase(
        Reason.CORRUPT,
        "read advisory database %s: %s. The file is damaged; import again: registry-sidecar db import."
            .formatted(file, what));
  }
}
