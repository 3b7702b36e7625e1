package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Digest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a registry did not give what it was asked for. Retryable or terminal is the type; the message
 * is for the operator.
 */
public sealed interface RegistryFailure {

  /**
   * What was asked: a sentence fragment such as {@code pull layer sha256:… of
   * registry:5000/team/app}.
   */
  String action();

  /** One sentence or two: what happened and what to try. */
  String message();

  /** A failure that may pass by itself. */
  sealed interface Retryable extends RegistryFailure {

    /** When the registry wants to be asked again, or null when it did not say. */
    default @Nullable Duration retryAfter() {
      return null;
    }
  }

  /** Nobody answered, or the connection broke too often. */
  record Unreachable(String action, String cause) implements Retryable {
    @Override
    public String message() {
      return action
          + ": the registry cannot be reached ("
          + cause
          + "). Check its URL and network.";
    }
  }

  /** The registry asked to come back later; {@code retryAfter} is null when it did not say when. */
  record RateLimited(String action, @Nullable Duration retryAfter) implements Retryable {
    @Override
    public String message() {
      return action
          + ": the registry limits the rate of requests (429)"
          + (retryAfter == null ? "." : " and wants a pause of " + retryAfter.toSeconds() + " s.");
    }
  }

  /**
   * The registry failed (5xx); {@code retryAfter} is null when it did not say when to come back.
   */
  record ServerError(String action, int status, String detail, @Nullable Duration retryAfter)
      implements Retryable {

    /** A failure without a hint when to come back. */
    public ServerError(String action, int status, String detail) {
      this(action, status, detail, null);
    }

    @Override
    public String message() {
      return action + ": the registry failed (" + status + " " + detail + "). See its log.";
    }
  }

  /** Other programs rewrote the same list of referrers so often that our change never stayed. */
  record Contended(String action, String detail) implements Retryable {
    @Override
    public String message() {
      return action + ": " + detail + ". It will be tried again.";
    }
  }

  /** 401 or 403 after authentication was tried. */
  record Denied(String action, int status, String needs) implements RegistryFailure {
    @Override
    public String message() {
      return action
          + ": the registry refused ("
          + status
          + ", needs "
          + needs
          + "). Check the username and the password file of this registry.";
    }
  }

  /** A configured credential cannot be had, so nothing was asked. */
  record NoCredential(String action, String cause) implements RegistryFailure {
    @Override
    public String message() {
      return action + ": " + cause + ".";
    }
  }

  /** The registry is not who it should be, or does not accept who we are (TLS). */
  record Untrusted(String action, String cause) implements RegistryFailure {
    @Override
    public String message() {
      return action
          + ": no trusted connection to the registry ("
          + cause
          + "). If it has a certificate of your own authority, give that as ca-file; for a registry"
          + " without TLS write its URL with http://.";
    }
  }

  /** The registry sent us where this program does not go. */
  record Refused(String action, String cause) implements RegistryFailure {
    @Override
    public String message() {
      return action + ": refused, because " + cause + ".";
    }
  }

  /** The thing is not there. */
  record NotFound(String action, String detail) implements RegistryFailure {
    @Override
    public String message() {
      return action + ": not found (" + detail + ").";
    }
  }

  /** Content that does not have the digest or size promised. */
  record NotWhatWasPromised(String action, @Nullable Digest expected, String actual)
      implements RegistryFailure {
    @Override
    public String message() {
      return action
          + ": expected "
          + (expected == null ? "other content" : expected)
          + ", got "
          + actual
          + ". The registry's storage may be damaged.";
    }
  }

  /** A manifest that is neither an image nor an index, or contradicts itself. */
  record NotAnImage(String action, String detail) implements RegistryFailure {
    @Override
    public String message() {
      return action + ": this is not an image that can be read: " + detail + ".";
    }
  }

  /**
   * An answer that the specification does not allow, or an operation the registry does not support.
   */
  record Unsupported(String action, String detail) implements RegistryFailure {
    @Override
    public String message() {
      return action + ": " + detail + ".";
    }
  }

  /** The registry does not accept what we sent (another 4xx). */
  record Rejected(String action, int status, String detail) implements RegistryFailure {
    @Override
    public String message() {
      return action + ": the registry rejected it (" + status + " " + detail + ").";
    }
  }

  /** More bytes than this program accepts or sends. */
  record TooLarge(String action, long limit) implements RegistryFailure {
    @Override
    public String message() {
      return action + ": larger than " + limit + " bytes, the most that is accepted.";
    }
  }

  /** The thread that asked was interrupted; its interrupt status is set. */
  record Cancelled(String action) implements RegistryFailure {
    @Override
    public String message() {
      return action + ": cancelled.";
    }
  }
}
