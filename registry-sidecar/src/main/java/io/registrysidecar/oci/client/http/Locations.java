package io.registrysidecar.oci.client.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** Addresses that a server gives back: in {@code Location} and {@code Link}. */
public final class Locations {

  private static final String UNESCAPED =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&'()*+,;=%";

  private Locations() {}

  /**
   * The absolute address that {@code location} means in an answer from {@code base}. Existing
   * escapes stay as they are: signed addresses break when they are encoded again.
   *
   * @throws TargetRefused if it is not an address of a web server, or carries a user name
   */
  public static URI resolve(URI base, String location) throws TargetRefused {
    URI target;
    try {
      target = base.resolve(new URI(escaped(location.strip())));
    } catch (URISyntaxException | IllegalArgumentException _) {
      throw new TargetRefused("the server gave an address that cannot be read");
    }
    String scheme = target.getScheme();
    if (target.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new TargetRefused("the server gave an address that is not of a web server");
    }
    if (target.getRawUserInfo() != null) {
      throw new TargetRefused("the server gave an address with a user name in it");
    }
    return target;
  }

  /**
   * As {@link #resolve}, for a continuation on the same server: a server behind a TLS proxy may not
   * know its own scheme, so when only the scheme differs, the scheme of {@code base} is kept.
   */
  public static URI resolveOnSameServer(URI base, String location) throws TargetRefused {
    URI target = resolve(base, location);
    boolean onlyTheSchemeDiffers =
        !target.getScheme().equals(base.getScheme())
            && host(target).equals(host(base))
            && (target.getPort() == base.getPort()
                || (hasDefaultPort(target) && hasDefaultPort(base)));
    if (!onlyTheSchemeDiffers) {
      return target;
    }
    String rest = target.toString().substring(target.toString().indexOf("/", "https://".length()));
    return URI.create(base.getScheme() + "://" + base.getRawAuthority() + rest);
  }

  /** Whether scheme, host and port are the same. */
  public static boolean sameOrigin(URI one, URI other) {
    return Objects.equals(one.getScheme(), other.getScheme())
        && host(one).equals(host(other))
        && port(one) == port(other);
  }

  /** The port, explicit or by the scheme. */
  public static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equals(uri.getScheme()) ? 443 : 80;
  }

  /** The host in lower case. */
  public static String host(URI uri) {
    return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
  }

  /** The address as it may be shown: signatures and tokens are in queries. */
  public static String shown(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return uri.getScheme()
        + "://"
        + host(uri)
        + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
        + path
        + (uri.getRawQuery() == null ? "" : "?…");
  }

  private static boolean hasDefaultPort(URI uri) {
    return uri.getPort() < 0 || uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80);
  }

  /** Escapes only what may not stand in an address at all. */
  private static String escaped(String location) {
    StringBuilder escaped = new StringBuilder(location.length());
    for (byte b : location.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && UNESCAPED.indexOf(b) >= 0) {
        escaped.append((char) b);
      } else {
        escaped.append('%').append(String.format(Locale.ROOT, "%02X", b));
      }
    }
    return escaped.toString();
  }
}
