package io.registrysidecar;

import io.registrysidecar.config.TrustSettings;
import io.registrysidecar.config.TrustSettings.Signers;
import io.registrysidecar.file.FileProblem;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.key.KeyFailure;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.sign.key.KeyRole;
import io.registrysidecar.sign.key.RingKey;
import io.registrysidecar.verify.TrustedParties;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom verdicts and audit trails trust: all but our own key for scan results, read again when it
 * has changed. While a file cannot be used, nobody is trusted and nobody is distrusted: what was
 * said yesterday is not what the operator wants today. Safe for use by several threads.
 */
final class WatchedTrust implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(WatchedTrust.class);
  private static final int LARGEST = 1 << 20;
  private static final int MOST_FILES = 1_000;

  private final TrustSettings settings;
  private final KeyRing ring;
  private final InstantSource clock;
  private volatile State state;

  private WatchedTrust(TrustSettings settings, KeyRing ring, InstantSource clock, State state) {
    this.settings = settings;
    this.ring = ring;
    this.clock = clock;
    this.state = state;
  }

  /** Whom to trust, or why that is not known. */
  sealed interface State {

    /** Changes when the other does. */
    String fingerprint();

    /** These are trusted. */
    record Known(TrustedParties parties, String fingerprint) implements State {}

    /** Something cannot be used. */
    record Unusable(String problem, String fingerprint) implements State {}
  }

  /**
   * Reads it for the first time.
   *
   * @throws CannotStart if a file cannot be used; says which and why
   * @throws KeyFailure if our own keys cannot be read
   */
  static WatchedTrust of(TrustSettings settings, KeyRing ring, InstantSource clock)
      throws CannotStart, KeyFailure {
    TrustedParties parties = ConfiguredTrust.ofOthers(settings, ring, clock);
    try {
      State known = new State.Known(parties, fingerprint(settings, ring));
      return new WatchedTrust(settings, ring, clock, known);
    } catch (IOException e) {
      throw new CannotStart("read whom to trust: " + FileProblem.reason(e), e);
    }
  }

  State now() {
    return state;
  }

  /** Looks whether it has changed. */
  @Override
  public synchronized void run() {
    State before = state;
    String now = "";
    try {
      now = fingerprint(settings, ring);
      if (now.equals(before.fingerprint())) {
        return;
      }
      state = new State.Known(ConfiguredTrust.ofOthers(settings, ring, clock), now);
      LOG.atInfo().log("others are trusted from now on");
    } catch (CannotStart | KeyFailure | IOException e) {
      State unusable = new State.Unusable(String.valueOf(e.getMessage()), "unusable " + now);
      if (!unusable.equals(before)) {
        state = unusable;
        LOG.atError()
            .addKeyValue("problem", e.getMessage())
            .log("it is not known whom to trust; nothing that is signed counts until it is mended");
      }
    }
  }

  private static String fingerprint(TrustSettings settings, KeyRing ring)
      throws IOException, KeyFailure {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Signers signers :
        List.of(settings.release(), settings.attestation(), settings.builder())) {
      all.writeBytes(signers.toString().getBytes(StandardCharsets.UTF_8));
      for (Path file : signers.keys()) {
        add(file, all);
      }
    }
    add(settings.root(), all);
    add(settings.notaryDirectory(), all);
    add(settings.revocationLists(), all);
    for (RingKey key : ring.keys(KeyRole.RELEASE)) {
      all.writeBytes(key.publicKey().getEncoded());
      all.write(key.verifies() ? 1 : 0);
    }
    return Digest.sha256(all.toByteArray()).hex();
  }

  /** The digests of a file, or of all files in a directory. */
  private static void add(@Nullable Path path, ByteArrayOutputStream all) throws IOException {
    if (path == null) {
      return;
    }
    List<Path> found;
    try (Stream<Path> files = Files.walk(path)) {
      found = files.filter(Files::isRegularFile).limit(MOST_FILES).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path file : found) {
      try (InputStream in = Files.newInputStream(file)) {
        String digest = Digest.sha256(in.readNBytes(LARGEST + 1)).toString();
        all.writeBytes((file + " " + digest + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
