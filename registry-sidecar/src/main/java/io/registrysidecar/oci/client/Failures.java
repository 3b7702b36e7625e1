package io.registrysidecar.oci.client;

import io.registrysidecar.oci.client.auth.CredentialUnavailable;
import io.registrysidecar.oci.client.auth.Scope;
import io.registrysidecar.oci.client.auth.TokenRefused;
import io.registrysidecar.oci.client.http.BodyTooLarge;
import io.registrysidecar.oci.client.http.TargetRefused;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What it means for the operator when no usable answer arrived. */
final class Failures {

  private Failures() {}

  static RegistryException of(String action, Scope scope, IOException e, InstantSource clock) {
    return new RegistryException(failure(action, scope, e, clock), e);
  }

  private static RegistryFailure failure(
      String action, Scope scope, IOException e, InstantSource clock) {
    return switch (e) {
      case InterruptedIOException _ -> new RegistryFailure.Cancelled(action);
      case BodyTooLarge large -> new RegistryFailure.TooLarge(action, large.limit());
      case TargetRefused refused -> new RegistryFailure.Refused(action, shown(refused));
      case CredentialUnavailable unavailable ->
          new RegistryFailure.NoCredential(action, shown(unavailable));
      case TokenRefused refused -> noToken(action, scope, refused, clock);
      default ->
          isAboutTrust(e)
              ? new RegistryFailure.Untrusted(action, shown(e))
              : new RegistryFailure.Unreachable(action, cause(e));
    };
  }

  private static RegistryFailure noToken(
      String action, Scope scope, TokenRefused refused, InstantSource clock) {
    Duration retryAfter =
        refused.retryAfter().map(value -> RetryAfter.parse(value, clock)).orElse(null);
    int status = refused.status();
    if (status == 429) {
      return new RegistryFailure.RateLimited(action, retryAfter);
    }
    return status >= 500
        ? new RegistryFailure.ServerError(action, status, shown(refused), retryAfter)
        : new RegistryFailure.Denied(action, 401, scope + "; " + shown(refused));
  }

  private static String cause(IOException e) {
    return isAbout(e, UnknownHostException.class) ? "its host name is not known" : shown(e);
  }

  /**
   * Whether TLS failed for who we are or who the registry is, not because a connection broke in the
   * middle.
   */
  private static boolean isAboutTrust(IOException e) {
    return isAbout(e, SSLHandshakeException.class)
        || isAbout(e, SSLPeerUnverifiedException.class)
        || isAbout(e, CertificateException.class)
        || (isAbout(e, SSLException.class) && shown(e).matches(".*(alert|SSL/TLS record).*"));
  }

  private static boolean isAbout(Throwable e, Class<? extends Throwable> kind) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String shown(IOException e) {
    return Printable.of(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
  }
}
