package io.registrysidecar.sign.key;

import io.registrysidecar.file.FileProblem;
import io.registrysidecar.sign.key.KeyIndex.Entry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Changes to which keys a directory holds.
 *
 * <p>What is shared is the directory, by several processes. Private keys are written to new files
 * that nobody else may read, and are then never changed. The index says which of them count, and is
 * replaced as a whole by a rename, so that readers need no lock: they see the old index or the new
 * one, and the files of both are there. Whoever changes the index holds the lock on the file {@code
 * lock} (and, since such locks are the process's, the monitor of this class), from reading the
 * index to replacing it. So two processes that start together make one key. A crash before the
 * rename leaves files that no index names, which do no harm.
 */
final class KeyChanges {

  private static final Object IN_THIS_PROCESS = new Object();

  private final KeyRing.Settings settings;
  private final KeyFiles files;
  private final InstantSource clock;

  KeyChanges(KeyRing.Settings settings, KeyFiles files, InstantSource clock) {
    this.settings = settings;
    this.files = files;
    this.clock = clock;
  }

  /** The current key of a role; a new one, where nobody else has made one meanwhile. */
  Entry currentOrNew(KeyRole role) throws KeyFailure {
    return changed(index -> {
      Optional<Entry> current = index.current(role);
      return current.isPresent() ? new Change(index, current.get()) : create(index, role);
    });
  }

  /** The key with another certificate, if two thirds of the life of its own are over. */
  Entry renewed(Entry entry) throws KeyFailure {
    if (!files.isDue(entry, clock.instant())) {
      return entry;
    }
    return changed(index -> {
      Entry latest = index.current(entry.role()).orElse(entry);
      Optional<Entry> root = index.root(entry.role());
      if (root.isEmpty() || !files.isDue(latest, clock.instant())) {
        return new Change(index, latest);
      }
      Entry renewed = files.renew(latest, root.get(), clock.instant());
      return new Change(renewed.equals(latest) ? index : index.with(renewed), renewed);
    });
  }

  /** A new key in place of the current one. */
  Entry rotated(KeyRole role, boolean compromised) throws KeyFailure {
    return changed(index -> {
      Instant now = clock.instant();
      KeyIndex without = index;
      for (Entry old : index.entries()) {
        if (old.role() != role || !old.current()) {
          continue;
        }
        if (compromised) {
          without = without.with(old.retired(now).compromised(now));
        } else if (!old.root()) {
          without = without.with(old.retired(now));
        }
      }
      return create(without, role);
    });
  }

  /**
   * Takes up a key whose private half is elsewhere, in place of the current one.
   *
   * @param own its certificates; empty where one is to be made for it
   */
  Entry adopted(KeyRole role, PublicKey key, List<X509Certificate> own) throws KeyFailure {
    return changed(index -> adopt(index, role, key, own));
  }

  private Change adopt(KeyIndex index, KeyRole role, PublicKey key, List<X509Certificate> own)
      throws KeyFailure, IOException {
    Instant now = clock.instant();
    String hint = PublicKeys.hint(key);
    if (index.entries().stream().anyMatch(e -> e.hint().equals(hint) && e.compromised() != null)) {
      throw new KeyFailure(
          "sign "
              + role.unit()
              + ": the configured key is marked as compromised. Configure another.");
    }
    Optional<Entry> current = index.current(role);
    KeyIndex changed = current.map(old -> index.with(old.retired(now))).orElse(index);
    KeyIndex rooted = settings.generate() && own.isEmpty() ? rooted(changed, role) : changed;
    List<X509Certificate> chain =
        own.isEmpty() && rooted.root(role).isPresent()
            ? files.certified(rooted.root(role).get(), key, now)
            : own;
    Entry entry = files.keepPublic(role, key, chain, now);
    return new Change(rooted.with(entry), entry);
  }

  private Change create(KeyIndex index, KeyRole role) throws KeyFailure, IOException {
    KeyIndex rooted = rooted(index, role);
    Entry root = rooted.root(role).orElseThrow();
    Entry entry = files.create(role, root, clock.instant());
    return new Change(rooted.with(entry), entry);
  }

  private KeyIndex rooted(KeyIndex index, KeyRole role) throws KeyFailure, IOException {
    return index.root(role).isPresent()
        ? index
        : index.with(files.createRoot(role, clock.instant()));
  }

  /** What an index becomes, and the key that this was about. */
  private record Change(KeyIndex index, Entry entry) {}

  private interface Changing {
    Change from(KeyIndex index) throws KeyFailure, IOException;
  }

  private Entry changed(Changing changing) throws KeyFailure {
    Path directory = settings.directory();
    synchronized (IN_THIS_PROCESS) {
      try {
        PrivateFiles.directory(directory);
        try (FileChannel channel =
                FileChannel.open(
                    directory.resolve("lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock _ = channel.lock()) {
          KeyIndex index = KeyIndex.read(directory);
          Change change = changing.from(index);
          if (!change.index().equals(index)) {
            change.index().write(directory);
          }
          return change.entry();
        }
      } catch (IOException e) {
        throw new KeyFailure(
            "keep keys in "
                + directory
                + ": "
                + FileProblem.reason(e)
                + ". The directory must be writable, or hold the keys already.",
            e);
      }
    }
  }
}
