package io.registrysidecar.publish;

import io.registrysidecar.oci.client.RegistryFailure;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a registry will not take results until somebody changes something.
 *
 * @param kind which of the known reasons
 * @param message what the registry refused, and what to change
 */
public record Refusal(Kind kind, String message) {

  /** The known reasons. */
  public enum Kind {
    /** The tag that lists referrers may not be changed. */
    IMMUTABLE_TAG(
        "immutable|already ?exists|cannot be overwritten",
        "Exclude tags that begin with \"sha256-\" from the registry's immutability rules."),
    /** The project is full. */
    QUOTA("quota|exceed", "Raise the quota of this repository or make room in it."),
    /** A pull-through cache takes no pushes. */
    READ_ONLY(
        "proxy|pull.?through|read.?only|cache",
        "Results cannot be written to a proxy cache; leave this repository out."),
    /** The account may not push. */
    DENIED("", "Give the account of this registry the right to push to this repository."),
    /** The registry does not take artifacts. */
    NOT_SUPPORTED("", "The registry must accept OCI artifacts pushed by digest.");

    private final Pattern words;
    private final String advice;

    Kind(String words, String advice) {
      this.words = Pattern.compile(words);
      this.advice = advice;
    }
  }

  /**
   * What a failure means for publishing; empty when it says nothing about what the registry takes.
   */
  static Optional<Refusal> of(RegistryFailure failure) {
    return switch (failure) {
      case RegistryFailure.Denied _ -> Optional.of(refusal(failure, Kind.DENIED));
      case RegistryFailure.Unsupported _, RegistryFailure.Rejected _, RegistryFailure.TooLarge _ ->
          Optional.of(refusal(failure, Kind.NOT_SUPPORTED));
      case RegistryFailure.Retryable _,
          RegistryFailure.Cancelled _,
          RegistryFailure.NoCredential _,
          RegistryFailure.Untrusted _,
          RegistryFailure.Refused _,
          RegistryFailure.NotAnImage _,
          RegistryFailure.NotFound _,
          RegistryFailure.NotWhatWasPromised _ ->
          Optional.empty();
    };
  }

  private static Refusal refusal(RegistryFailure failure, Kind otherwise) {
    String text = failure.message().toLowerCase(Locale.ROOT);
    for (Kind kind : new Kind[] {Kind.IMMUTABLE_TAG, Kind.QUOTA, Kind.READ_ONLY}) {
      if (kind.words.matcher(text).find()) {
        return new Refusal(kind, failure.message() + " " + kind.advice);
      }
    }
    return new Refusal(otherwise, failure.message() + " " + otherwise.advice);
  }
}
