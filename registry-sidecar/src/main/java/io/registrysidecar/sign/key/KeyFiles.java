package io.registrysidecar.sign.key;

import io.registrysidecar.file.FileProblem;
import io.registrysidecar.file.FileStamp;
import io.registrysidecar.sign.Signer;
import io.registrysidecar.sign.key.KeyIndex.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a ring's directory but its index. Their names hold a part of the key's fingerprint,
 * so those of two keys never meet.
 */
final class KeyFiles {

  private static final Logger LOG = LoggerFactory.getLogger(KeyFiles.class);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final KeyRing.Settings settings;
  private final SecureRandom random = new SecureRandom();
  private final Map<Entry, Known> known = new ConcurrentHashMap<>();

  KeyFiles(KeyRing.Settings settings) {
    this.settings = settings;
  }

  /** Makes a root for a role. */
  Entry createRoot(KeyRole role, Instant now) throws KeyFailure, IOException {
    KeyPair pair = KeyPairs.generate(KeyAlgorithm.EC_P256, random);
    X509Certificate root = NotaryChain.root(pair, settings.subject(role), now, random);
    String name = role.word() + "-root-" + id(pair.getPublic());
    keep(name + ".key", pair);
    PrivateFiles.createPublic(path(name + ".pub"), ascii(PublicKeys.pem(pair.getPublic())));
    PrivateFiles.createPublic(path(name + ".pem"), ascii(Certificates.pem(root)));
    LOG.atInfo()
        .addKeyValue("role", role.word())
        .addKeyValue("thumbprint", Certificates.thumbprint(root))
        .addKeyValue("until", root.getNotAfter().toInstant())
        .addKeyValue("file", path(name + ".pem"))
        .log("made a root certificate");
    return new Entry(
        role,
        true,
        PublicKeys.hint(pair.getPublic()),
        name + ".key",
        name + ".pub",
        name + ".pem",
        now,
        null,
        null);
  }

  /** Makes a key that signs, certified by {@code root}. */
  Entry create(KeyRole role, Entry root, Instant now) throws KeyFailure, IOException {
    KeyPair pair = KeyPairs.generate(KeyAlgorithm.EC_P256, random);
    List<X509Certificate> chain = certified(root, pair.getPublic(), now);
    String name = name(role, pair.getPublic());
    boolean encrypted = keep(name + ".key", pair);
    Entry entry = keepPublic(role, pair.getPublic(), chain, now);
    LOG.atInfo()
        .addKeyValue("role", role.word())
        .addKeyValue("sha256", PublicKeys.fingerprint(pair.getPublic()))
        .addKeyValue("hint", entry.hint())
        .addKeyValue("encrypted", encrypted)
        .addKeyValue("file", path(name + ".key"))
        .log(
            "made a signing key; how others verify with it: registry-sidecar keys public --format"
                + " cosign, notation, kyverno, policy-controller, ratify or gatekeeper");
    return new Entry(
        role,
        false,
        entry.hint(),
        name + ".key",
        entry.publicFile(),
        entry.chainFile(),
        now,
        null,
        null);
  }

  /** Keeps the public half of a key whose private half is elsewhere. */
  Entry keepPublic(KeyRole role, PublicKey key, List<X509Certificate> chain, Instant now)
      throws IOException {
    String name = name(role, key);
    if (!Files.exists(path(name + ".pub"))) {
      PrivateFiles.createPublic(path(name + ".pub"), ascii(PublicKeys.pem(key)));
    }
    return new Entry(
        role,
        false,
        PublicKeys.hint(key),
        null,
        name + ".pub",
        chain.isEmpty() ? null : keepChain(name, chain),
        now,
        null,
        null);
  }

  /** A leaf for {@code key} with the root behind it. */
  List<X509Certificate> certified(Entry root, PublicKey key, Instant now) throws KeyFailure {
    X509Certificate certificate = known(root).chain().getFirst();
    String file = root.privateFile();
    if (file == null) {
      throw new KeyFailure("certify a key: the root has no private key");
    }
    PrivateKey secret = KeyFile.privateKey(path(file), settings.password());
    return List.of(
        NotaryChain.leaf(certificate, secret, key, settings.subject(root.role()), now, random),
        certificate);
  }

  /** Whether the certificate of a key is to be renewed. */
  boolean isDue(Entry entry, Instant now) throws KeyFailure {
    return entry.chainFile() != null && NotaryChain.isDue(known(entry).chain().getFirst(), now);
  }

  /** The entry with a new certificate; unchanged, with a warning, where the root's key is away. */
  Entry renew(Entry entry, Entry root, Instant now) throws IOException, KeyFailure {
    String rootFile = root.privateFile();
    if (rootFile == null || !Files.exists(path(rootFile))) {
      LOG.atWarn()
          .addKeyValue("role", entry.role().word())
          .addKeyValue("until", known(entry).chain().getFirst().getNotAfter().toInstant())
          .addKeyValue("file", path(String.valueOf(rootFile)))
          .log("the certificate of the signing key ends soon; renewing it needs the root's key");
      return entry;
    }
    PublicKey key = known(entry).publicKey();
    Entry renewed = entry.certified(keepChain(name(entry.role(), key), certified(root, key, now)));
    LOG.atInfo()
        .addKeyValue("role", entry.role().word())
        .addKeyValue("until", known(renewed).chain().getFirst().getNotAfter().toInstant())
        .log("renewed the certificate of the signing key");
    return renewed;
  }

  /** What the world may know of a key: read again when its files are others. */
  RingKey known(Entry entry) throws KeyFailure {
    List<FileStamp> stamps = stamps(entry);
    Known before = known.get(entry);
    if (before != null && before.stamps().equals(stamps)) {
      return before.key();
    }
    RingKey key = read(entry);
    known.put(entry, new Known(stamps, key));
    return key;
  }

  private List<FileStamp> stamps(Entry entry) throws KeyFailure {
    List<FileStamp> stamps = new ArrayList<>();
    for (String file : Arrays.asList(entry.publicFile(), entry.chainFile())) {
      if (file != null) {
        stamps.add(reading(file, FileStamp::of));
      }
    }
    return stamps;
  }

  private record Known(List<FileStamp> stamps, RingKey key) {}

  private RingKey read(Entry entry) throws KeyFailure {
    PublicKey key = PublicKeys.ofPem(read(entry.publicFile()));
    if (!PublicKeys.hint(key).equals(entry.hint())) {
      throw new KeyFailure(
          "read "
              + path(entry.publicFile())
              + ": it is another key than the index says. Restore it from a copy.");
    }
    return new RingKey(
        entry.role(),
        key,
        chain(entry.chainFile()),
        entry.created(),
        entry.retired(),
        entry.compromised());
  }

  /** What signs with a key whose private half is here. */
  Signer signer(Entry entry) throws KeyFailure {
    String file = entry.privateFile();
    if (file == null) {
      throw new KeyFailure(
          "sign "
              + entry.role().unit()
              + ": the private key is not in "
              + settings.directory()
              + " but was in a token, a command or another file, which is not configured any more."
              + " Configure it again, or go on with a new key: registry-sidecar keys rotate --role "
              + entry.role().word());
    }
    Signer signer = KeyFile.read(path(file), settings.password());
    if (!PublicKeys.hint(signer.publicKey()).equals(entry.hint())) {
      throw new KeyFailure(KeyFile.failing(path(file)) + "it is another key than the index says.");
    }
    return new CertifiedSigner(signer, chain(entry.chainFile()));
  }

  private List<X509Certificate> chain(@Nullable String file) throws KeyFailure {
    return file == null ? List.of() : Certificates.of(path(file), PemBlock.parse(read(file)));
  }

  private String keepChain(String name, List<X509Certificate> chain) throws IOException {
    String file = name + "-" + DAY.format(chain.getFirst().getNotAfter().toInstant()) + ".pem";
    if (!Files.exists(path(file))) {
      PrivateFiles.createPublic(
          path(file), ascii(chain.stream().map(Certificates::pem).collect(Collectors.joining())));
    }
    return file;
  }

  private boolean keep(String name, KeyPair pair) throws KeyFailure, IOException {
    Optional<Password> password = settings.password().read();
    try {
      PrivateFiles.create(path(name), PrivateFiles.encoded(pair.getPrivate(), password, random));
    } finally {
      password.ifPresent(Password::close);
    }
    if (password.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("file", path(name))
          .log(
              "this private key is not encrypted; set signing.password-file or"
                  + " SIDECAR_KEY_PASSWORD before keys are made, and rotate");
    }
    return password.isPresent();
  }

  private byte[] read(String file) throws KeyFailure {
    return reading(file, Files::readAllBytes);
  }

  private <T> T reading(String file, Reading<T> reading) throws KeyFailure {
    try {
      return reading.of(path(file));
    } catch (NoSuchFileException e) {
      throw new KeyFailure(
          "read " + path(file) + ": there is no such file. Restore it from a copy.", e);
    } catch (IOException e) {
      throw new KeyFailure("read " + path(file) + ": " + FileProblem.reason(e) + ".", e);
    }
  }

  /** Something that is read of a file. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(Path path) throws IOException;
  }

  private Path path(String file) {
    return settings.directory().resolve(file);
  }

  private static String name(KeyRole role, PublicKey key) {
    return role.word() + "-" + id(key);
  }

  private static String id(PublicKey key) {
    return PublicKeys.fingerprint(key).substring(0, 16);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
