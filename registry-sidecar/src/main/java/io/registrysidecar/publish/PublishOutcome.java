package io.registrysidecar.publish;

import io.registrysidecar.oci.Digest;
import java.util.List;

/** How publishing ended. Failures that may pass by themselves are exceptions instead. */
public sealed interface PublishOutcome {

  /**
   * The registry shows the result.
   *
   * @param written manifests that were sent; empty when the registry showed an equal or newer
   *     result already
   * @param removed superseded manifests that no longer are among the referrers
   * @param fleeting whether another program may undo it without noticing, so that it is worth a
   *     look later, with {@link ResultPublisher#reassert}
   * @param leftOut what was not written so as not to break the policies of others, each with the
   *     reason, for people
   */
  record Published(
      List<Digest> written, List<Digest> removed, boolean fleeting, List<String> leftOut)
      implements PublishOutcome {
    /** Copies the lists. */
    public Published {
      written = List.copyOf(written);
      removed = List.copyOf(removed);
      leftOut = List.copyOf(leftOut);
    }

    /** With nothing left out. */
    public Published(List<Digest> written, List<Digest> removed, boolean fleeting) {
      this(written, removed, fleeting, List.of());
    }
  }

  /** The subject is not there any more; nothing of ours is left on it. */
  record SubjectGone() implements PublishOutcome {}

  /**
   * The registry will not take it until somebody changes something.
   *
   * @param refusal what, and what to change
   */
  record Refused(Refusal refusal) implements PublishOutcome {}
}
