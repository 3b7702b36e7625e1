package io.registrysidecar.store;

import java.nio.file.Path;

/** Why the state could not be read or written. The message is for the operator. */
public sealed interface StoreFailure {

  /** One sentence: what was tried, what happened, and what to do. */
  String message();

  /**
   * No room on the disk. What was accepted before is intact; the action may be tried again once
   * there is room.
   */
  record DiskFull(Path file, String action) implements StoreFailure {
    @Override
    public String message() {
      return action
          + ": the disk that holds "
          + file
          + " is full. Free some space; nothing is lost.";
    }
  }

  /** The file is not a database, or its pages contradict each other. */
  record Corrupt(Path file, String action, String detail) implements StoreFailure {
    @Override
    public String message() {
      return action
          + ": the database file "
          + file
          + " is damaged ("
          + detail
          + "). Stop the sidecar, keep a copy of the file, restore a backup or remove it; after a"
          + " start without it everything is found again by reconciliation.";
    }
  }

  /** The file was written by a newer version of this program. */
  record NewerSchema(Path file, int found, int known) implements StoreFailure {
    @Override
    public String message() {
      return "open the state: "
          + file
          + " has schema version "
          + found
          + ", this program knows versions up to "
          + known
          + ". Use the program version that wrote it, or another state directory.";
    }
  }

  /** A migration that was applied before is not the one that this program knows. */
  record AlteredMigration(Path file, int version) implements StoreFailure {
    @Override
    public String message() {
      return "open the state: migration "
          + version
          + " of "
          + file
          + " was applied with other content than this program has. Use the program version that"
          + " wrote it, or another state directory.";
    }
  }

  /** Another process works on the same state. */
  record InUse(Path directory) implements StoreFailure {
    @Override
    public String message() {
      return "lock the state: another process uses "
          + directory
          + ". Stop it, or give this one another state directory.";
    }
  }

  /** The state cannot be opened or written for another reason, such as missing permission. */
  record Unusable(Path file, String action, String detail) implements StoreFailure {
    @Override
    public String message() {
      return action
          + ": "
          + file
          + " cannot be used ("
          + detail
          + "). Check its path and permissions.";
    }
  }

  /** Somebody else kept the database locked for too long. */
  record Busy(Path file, String action) implements StoreFailure {
    @Override
    public String message() {
      return action
          + ": "
          + file
          + " stayed locked by another process. End whatever holds it, then try again.";
    }
  }
}
