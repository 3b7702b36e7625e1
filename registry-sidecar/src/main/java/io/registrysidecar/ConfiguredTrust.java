package io.registrysidecar;

import io.registrysidecar.config.TrustSettings;
import io.registrysidecar.file.FileProblem;
import io.registrysidecar.file.RegularFile;
import io.registrysidecar.sign.key.KeyFailure;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.key.RingKey;
import io.registrysidecar.sign.notary.NotaryVerifier;
import io.registrysidecar.sign.notary.certificate.CertificateRefused;
import io.registrysidecar.sign.notary.certificate.RevocationLists;
import io.registrysidecar.sign.notary.certificate.RevocationSource;
import io.registrysidecar.sign.notary.trust.StoreName;
import io.registrysidecar.sign.notary.trust.TrustDirectory;
import io.registrysidecar.sign.notary.trust.TrustPolicy;
import io.registrysidecar.sign.notary.trust.TrustPolicyException;
import io.registrysidecar.sign.notary.trust.TrustStatement;
import io.registrysidecar.sign.notary.trust.TrustStoreFailure;
import io.registrysidecar.sign.sigstore.IdentityRule;
import io.registrysidecar.sign.sigstore.MalformedDocument;
import io.registrysidecar.sign.sigstore.NameMatch;
import io.registrysidecar.sign.sigstore.SigstoreTrust;
import io.registrysidecar.sign.sigstore.SigstoreVerifier;
import io.registrysidecar.sign.sigstore.TrustedKeys;
import io.registrysidecar.sign.sigstore.TrustedKeys.TrustedKey;
import io.registrysidecar.sign.sigstore.TrustedRoot;
import io.registrysidecar.verify.TrustedParties;
import io.registrysidecar.verify.TrustedParty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom the operator trusts: the files of the configuration and, each in its own role, the keys of
 * this installation.
 */
public final class ConfiguredTrust {

  private static final int LARGEST = 1 << 20;

  private final TrustSettings settings;
  private final KeyRing ring;
  private final InstantSource clock;
  private final Set<KeyRole> own;
  private final Names names;

  private ConfiguredTrust(
      TrustSettings settings, KeyRing ring, InstantSource clock, Set<KeyRole> own, Names names) {
    this.settings = settings;
    this.ring = ring;
    this.clock = clock;
    this.own = own;
    this.names = names;
  }

  /**
   * What messages call that which the operator has written.
   *
   * @param releaseKeys the keys of those who release images
   * @param root the trusted root
   * @param notaryDirectory trust policy and trust store of notation
   */
  public record Names(String releaseKeys, String root, String notaryDirectory) {

    /** As the configuration calls them. */
    public static final Names SETTINGS =
        new Names("trust.release-keys", "trust.root", "trust.notary-directory");
  }

  /**
   * Reads all files.
   *
   * @throws CannotStart if one cannot be used; says which and why
   * @throws KeyFailure if our own keys cannot be read
   */
  public static TrustedParties read(TrustSettings settings, KeyRing ring, InstantSource clock)
      throws CannotStart, KeyFailure {
    Set<KeyRole> own = Set.of(KeyRole.RELEASE, KeyRole.ATTESTATION);
    return new ConfiguredTrust(settings, ring, clock, own, Names.SETTINGS).parties();
  }

  /** The same without our own key for scan results: what follows from a verdict is no ground. */
  static TrustedParties ofOthers(TrustSettings settings, KeyRing ring, InstantSource clock)
      throws CannotStart, KeyFailure {
    Set<KeyRole> own = Set.of(KeyRole.RELEASE);
    return new ConfiguredTrust(settings, ring, clock, own, Names.SETTINGS).parties();
  }

  /**
   * The same as {@link #read}, but for releases nobody except those of {@code settings} is trusted,
   * not even our own key: for somebody who names the keys.
   *
   * @param names by what names
   */
  public static TrustedParties named(
      TrustSettings settings, KeyRing ring, InstantSource clock, Names names)
      throws CannotStart, KeyFailure {
    Set<KeyRole> own = Set.of(KeyRole.ATTESTATION);
    return new ConfiguredTrust(settings, ring, clock, own, names).parties();
  }

  private TrustedParties parties() throws CannotStart, KeyFailure {
    TrustedRoot root = root(settings.root());
    List<NotaryVerifier> release = new ArrayList<>(certificates(KeyRole.RELEASE));
    notation().ifPresent(release::add);
    List<TrustedParty> parties = new ArrayList<>();
    party(TrustedParties.RELEASE, settings.release(), KeyRole.RELEASE, root, release)
        .ifPresent(parties::add);
    party(
            TrustedParties.ATTESTATION,
            settings.attestation(),
            KeyRole.ATTESTATION,
            root,
            certificates(KeyRole.ATTESTATION))
        .ifPresent(parties::add);
    party(TrustedParties.BUILDER, settings.builder(), null, root, List.of())
        .ifPresent(parties::add);
    return new TrustedParties(parties);
  }

  private List<NotaryVerifier> certificates(KeyRole role) throws KeyFailure {
    return own.contains(role) ? OwnCertificates.verifiers(ring, role) : List.of();
  }

  private String keysOf(String role) {
    return role.equals(TrustedParties.RELEASE) ? names.releaseKeys() : "trust." + role + "-keys";
  }

  /** Empty where nobody is trusted for it. */
  private Optional<TrustedParty> party(
      String role,
      TrustSettings.Signers signers,
      @Nullable KeyRole ours,
      @Nullable TrustedRoot root,
      List<NotaryVerifier> notary)
      throws CannotStart, KeyFailure {
    List<TrustedKey> keys = new ArrayList<>();
    if (ours != null && own.contains(ours)) {
      for (RingKey key : ring.keys(ours)) {
        if (key.verifies()) {
          keys.add(new TrustedKey("registry-sidecar " + ours.word(), key.publicKey()));
        }
      }
    }
    for (Path file : signers.keys()) {
      keys.addAll(keys(role, file));
    }
    List<IdentityRule> identities = new ArrayList<>();
    for (String identity : signers.identities()) {
      identities.add(identity(identity));
    }
    try {
      SigstoreTrust trust = new SigstoreTrust(TrustedKeys.of(keys), root, identities);
      return keys.isEmpty() && identities.isEmpty() && notary.isEmpty()
          ? Optional.empty()
          : Optional.of(new TrustedParty(role, new SigstoreVerifier(trust, clock), notary));
    } catch (IllegalArgumentException e) {
      throw new CannotStart(keysOf(role) + ": " + e.getMessage(), e);
    }
  }

  private List<TrustedKey> keys(String role, Path file) throws CannotStart, KeyFailure {
    List<TrustedKey> keys;
    try {
      keys = TrustedKeys.parse(name(file), bytes(keysOf(role), file));
    } catch (MalformedDocument e) {
      throw new CannotStart(keysOf(role) + ": " + file + ": " + e.reason(), e);
    }
    if (role.equals(TrustedParties.RELEASE)) {
      for (RingKey own : ring.keys(KeyRole.ATTESTATION)) {
        if (keys.stream().anyMatch(key -> key.key().equals(own.publicKey()))) {
          throw new CannotStart(
              names.releaseKeys()
                  + ": "
                  + file
                  + " is our key for scan results. Whoever says what is in an image must not"
                  + " thereby say that it may run; take it out.");
        }
      }
    }
    return keys;
  }

  /**
   * Reads an identity.
   *
   * @param text issuer, a space, and subject
   * @throws CannotStart if an expression is not one
   */
  public static IdentityRule identity(String text) throws CannotStart {
    String[] parts = text.strip().split(" +", 2);
    try {
      return new IdentityRule(match(parts[0]), match(parts.length == 2 ? parts[1] : ""));
    } catch (IllegalArgumentException e) {
      throw new CannotStart("the identity \"" + text + "\": " + e.getMessage(), e);
    }
  }

  private static NameMatch match(String text) {
    return text.startsWith("~") ? NameMatch.expression(text.substring(1)) : NameMatch.exactly(text);
  }

  private @Nullable TrustedRoot root(@Nullable Path file) throws CannotStart {
    if (file == null) {
      return null;
    }
    try {
      return TrustedRoot.parse(bytes(names.root(), file));
    } catch (MalformedDocument e) {
      throw new CannotStart(names.root() + ": " + file + ": " + e.reason(), e);
    }
  }

  private Optional<NotaryVerifier> notation() throws CannotStart {
    Path directory = settings.notaryDirectory();
    RevocationSource revocation = revocation();
    if (directory == null) {
      return Optional.empty();
    }
    TrustDirectory trust = new TrustDirectory(directory);
    try {
      TrustPolicy policy = trust.policy();
      for (TrustStatement statement : policy.statements()) {
        for (StoreName store : statement.stores()) {
          trust.certificates(store);
        }
      }
      return Optional.of(new NotaryVerifier(policy, trust, revocation));
    } catch (TrustPolicyException | TrustStoreFailure e) {
      throw new CannotStart(names.notaryDirectory() + ": " + e.getMessage(), e);
    }
  }

  private RevocationSource revocation() throws CannotStart {
    Path directory = settings.revocationLists();
    if (directory == null) {
      return RevocationSource.NONE;
    }
    try {
      return RevocationLists.inDirectory(directory);
    } catch (IOException e) {
      throw new CannotStart(
          "trust.revocation-lists: cannot read %s: %s".formatted(directory, FileProblem.reason(e)),
          e);
    } catch (CertificateRefused e) {
      throw new CannotStart("trust.revocation-lists: " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(String key, Path file) throws CannotStart {
    try (InputStream in = RegularFile.open(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new CannotStart(key + ": " + file + " is larger than 1 MiB. Is it the right file?");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new CannotStart(key + ": there is no file " + file, e);
    } catch (IOException e) {
      throw new CannotStart(key + ": cannot read " + file + ": " + FileProblem.reason(e), e);
    }
  }

  private static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.replaceFirst("\\.(pub|pem)$", "");
  }
}
