package io.registrysidecar.sign.key;

import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.key.KeyIndex.Entry;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
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
 * <p>Every use looks whether the index has changed. A running service so takes up a key that a
 * command made.
 */
public final class KeyRing {

  private final Settings settings;
  private final KeyFiles files;
  private final SharedIndex index;
  private final KeyChanges changes;
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
    this.index = new SharedIndex(settings.directory());
    this.changes = new KeyChanges(settings, files, clock);
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
    Optional<Entry> current = index.now().current(role);
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
      current = Optional.of(changes.currentOrNew(role));
    }
    return signer(changes.renewed(current.get()));
  }

  /** The keys of a role, the current one first, then the retired ones, newest first. */
  public List<RingKey> keys(KeyRole role) throws KeyFailure {
    List<RingKey> keys = new ArrayList<>();
    for (Entry entry : index.now().entries()) {
      if (entry.role() == role && !entry.root()) {
        keys.addFirst(files.known(entry));
      }
    }
    return List.copyOf(keys);
  }

  /** The roots that certify the keys of a role, newest last. */
  public List<X509Certificate> roots(KeyRole role) throws KeyFailure {
    List<X509Certificate> roots = new ArrayList<>();
    for (Entry entry : index.now().entries()) {
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
    return files.known(changes.rotated(role, compromised));
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
    Optional<Entry> current = index.now().current(role);
    if (current.isEmpty() || !current.get().hint().equals(hint)) {
      current = Optional.of(changes.adopted(role, key, own));
    }
    if (!own.isEmpty()) {
      return signer;
    }
    return new CertifiedSigner(signer, files.known(changes.renewed(current.get())).chain());
  }
}
