package io.registrysidecar.sign.key;

import io.registrysidecar.sign.Signer;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys of an installation: for each role the one that signs and those that did, so that what
 * they signed can be verified; kept in one directory, which several processes may share.
 *
 * <p>What is shared is the directory. Private keys are written to new files that nobody else may
 * read, and are then never changed. The index says which of them count, and is replaced as a whole
 * by a rename, so that readers need no lock: they see the old index or the new one, and the files
 * of both are there. Whoever changes the index holds the lock on the file {@code lock} (and, since
 * such locks are the process's, the monitor of this class), from reading the index to replacing it.
 * So two processes that start together make one key. A crash before the rename leaves files that no
 * index names, which do no harm.
 *
 * <p>Every use reads the index again. A running service so takes up a key that a command made.
 */
public final class KeyRing {

  private static final Object IN_THIS_PROCESS = new Object();

  private final Settings settings;
  private final KeyFiles files;
  private final InstantSource clock;
  private final Map<String, Signer> opened = new ConcurrentHashMap<>();

  /**
   * Where keys come from.
   *
   * @param directory where they are kept
   * @param generate whether missing ones are made; false where replicas share a key that somebody
   *     else provides
   * @param password where the password of the private keys is; with none they are not encrypted
   * @param country for the subjects of certificates: two letters
   * @param state the state or province
   * @param organization the organisation
   * @param elsewhere the roles whose private key is not in the directory
   */
  public record Settings(
      Path directory,
      boolean generate,
      PasswordSource password,
      String country,
      String state,
      String organization,
      Map<KeyRole, KeySource> elsewhere) {

    /** Copies the map. */
    public Settings {
      elsewhere = Map.copyOf(elsewhere);
    }

    /** Who the certificates of a role are about. */
    public NotaryChain.Subject subject(KeyRole role) {
      return new NotaryChain.Subject(country, state, organization, role.unit());
    }
  }

  /** A ring; nothing is read or made yet. */
  public KeyRing(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.files = new KeyFiles(settings);
  }

  /** The same ring, where somebody asked for keys to be made. */
  public KeyRing allowedToGenerate() {
    return new KeyRing(
        new Settings(
            settings.directory(),
            true,
            settings.password(),
            settings.country(),
            settings.state(),
            settings.organization(),
            settings.elsewhere()),
        clock);
  }

  /** Where its keys come from. */
  public Settings settings() {
    return settings;
  }

  /**
   * What signs in this role now, with its certificates. The key is made if there is none, and its
   * certificate renewed when two thirds of its life are over.
   *
   * @throws KeyFailure if there is no key and none may be made, or it cannot be used
   */
  public Signer signer(KeyRole role) throws KeyFailure {
    Optional<KeySource> elsewhere = Optional.ofNullable(settings.elsewhere().get(role));
    if (elsewhere.isPresent()) {
      return external(role, elsewhere.get());
    }
    Optional<Entry> current = KeyIndex.read(settings.directory()).current(role);
    if (current.isEmpty()) {
      if (!settings.generate()) {
        throw new KeyFailure(
            "sign "
                + role.unit()
                + ": there is no key for it in "
                + settings.directory()
                + ", and signing.generate is false. Copy the keys of the other replicas there, or"
                + " make them once: registry-sidecar keys generate");
      }
      current = Optional.of(changed(index -> current(index, role)));
    }
    return signer(renewed(current.get()));
  }

  /** The keys of a role, the current one first, then the retired ones, newest first. */
  public List<RingKey> keys(KeyRole role) throws KeyFailure {
    List<RingKey> keys = new ArrayList<>();
    for (Entry entry : KeyIndex.read(settings.directory()).entries()) {
      if (entry.role() == role && !entry.root()) {
        keys.addFirst(files.known(entry));
      }
    }
    return List.copyOf(keys);
  }

  /**
   * The key that a bundle names: current, retired or compromised.
   *
   * @param hint Base64 of the SHA-256 of its SubjectPublicKeyInfo
   */
  public Optional<RingKey> byHint(String hint) throws KeyFailure {
    for (KeyRole role : KeyRole.values()) {
      for (RingKey key : keys(role)) {
        if (key.hint().equals(hint)) {
          return Optional.of(key);
        }
      }
    }
    return Optional.empty();
  }

  /** The roots that certify the keys of a role, newest last. */
  public List<X509Certificate> roots(KeyRole role) throws KeyFailure {
    List<X509Certificate> roots = new ArrayList<>();
    for (Entry entry : KeyIndex.read(settings.directory()).entries()) {
      if (entry.role() == role && entry.root() && entry.compromised() == null) {
        roots.add(files.known(entry).chain().getFirst());
      }
    }
    return List.copyOf(roots);
  }

  /** The certificates of a role that count no more. */
  public List<X509Certificate> compromisedCertificates(KeyRole role) throws KeyFailure {
    return keys(role).stream()
        .filter(key -> !key.verifies() && !key.chain().isEmpty())
        .map(key -> key.chain().getFirst())
        .toList();
  }

  /**
   * Makes a new key for a role, under the same root; the old one goes on verifying.
   *
   * @param compromised whether the old one is not to be believed any more. Then the root is a new
   *     one, too: those who trust the old root would believe the old key until its certificate ends
   * @throws KeyFailure if the role's key is elsewhere, or the new one cannot be kept
   */
  public RingKey rotate(KeyRole role, boolean compromised) throws KeyFailure {
    if (settings.elsewhere().containsKey(role)) {
      throw new KeyFailure(
          "rotate the key for "
              + role.unit()
              + ": it is not in "
              + settings.directory()
              + ". Make a new one where it is, and configure that; the old one stays known.");
    }
    Entry entry =
        changed(index -> {
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
    return files.known(entry);
  }

  private Signer signer(Entry entry) throws KeyFailure {
    String id = entry.hint() + " " + entry.chainFile();
    Signer known = opened.get(id);
    if (known == null) {
      known = files.signer(entry);
      opened.put(id, known);
    }
    return known;
  }

  private Signer external(KeyRole role, KeySource source) throws KeyFailure {
    Signer signer = opened.get(role.word());
    if (signer == null) {
      signer = source.open();
      opened.put(role.word(), signer);
    }
    KeyRole other = role == KeyRole.RELEASE ? KeyRole.ATTESTATION : KeyRole.RELEASE;
    PublicKey key = signer.publicKey();
    String hint = PublicKeys.hint(key);
    for (RingKey foreign : keys(other)) {
      if (foreign.hint().equals(hint)) {
        throw new KeyFailure(
            "use "
                + signer
                + " for "
                + role.unit()
                + ": it is also the key for "
                + other.unit()
                + ". Configure another: whoever trusts one would trust the other.");
      }
    }
    List<X509Certificate> own = signer.chain();
    Optional<Entry> current = KeyIndex.read(settings.directory()).current(role);
    if (current.isEmpty() || !current.get().hint().equals(hint)) {
      current = Optional.of(changed(index -> adopt(index, role, key, own)));
    }
    if (!own.isEmpty()) {
      return signer;
    }
    return new CertifiedSigner(signer, files.known(renewed(current.get())).chain());
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

  /** The current key, or a new one: another process may have made it meanwhile. */
  private Change current(KeyIndex index, KeyRole role) throws KeyFailure, IOException {
    Optional<Entry> current = index.current(role);
    return current.isPresent() ? new Change(index, current.get()) : create(index, role);
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

  private Entry renewed(Entry entry) throws KeyFailure {
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
                + FileReasons.of(e)
                + ". The directory must be writable, or hold the keys already.",
            e);
      }
    }
  }
}
