package io.registrysidecar.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a source must show in the {@code Authorization} header: one secret, as a Bearer token, as
 * the password (or as {@code user:password}) of Basic, or alone, whichever the registry can be
 * configured to send. How long a refusal takes does not tell how much of a guess was right.
 */
public final class SourceCredential {

  /** Nothing needs to be shown. */
  public static final SourceCredential NONE = new SourceCredential(null);

  private static final int LONGEST_HEADER = 16 * 1024;

  private final byte @Nullable [] expected;

  private SourceCredential(byte @Nullable [] expected) {
    this.expected = expected;
  }

  /** A secret that must be shown. */
  public static SourceCredential secret(String secret) {
    return new SourceCredential(hash(secret));
  }

  /** Whether the header, or null when there is none, shows what is expected. */
  public boolean accepts(@Nullable String authorization) {
    byte[] wanted = expected;
    if (wanted == null) {
      return true;
    }
    if (authorization == null || authorization.length() > LONGEST_HEADER) {
      return false;
    }
    boolean accepted = false;
    for (String shown : readings(authorization.strip())) {
      accepted |= MessageDigest.isEqual(wanted, hash(shown));
    }
    return accepted;
  }

  private static List<String> readings(String header) {
    List<String> readings = new ArrayList<>();
    readings.add(header);
    String scheme = header.toLowerCase(Locale.ROOT);
    if (scheme.startsWith("bearer ")) {
      readings.add(header.substring("bearer ".length()).strip());
    } else if (scheme.startsWith("basic ")) {
      String login = decode(header.substring("basic ".length()).strip());
      readings.add(login);
      readings.add(login.substring(login.indexOf(':') + 1));
    }
    return readings;
  }

  /** What is no Base64 is no login either, and equals no secret. */
  private static String decode(String encoded) {
    try {
      return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return encoded;
    }
  }

  private static byte[] hash(String secret) {
    return io.registrysidecar.oci.Digest.Algorithm.SHA256
        .newMessageDigest()
        .digest(secret.getBytes(StandardCharsets.UTF_8));
  }
}
