package io.registrysidecar.audit;

import io.registrysidecar.oci.Digest;
import java.util.List;

/**
 * Tells whether a chain of events is whole.
 *
 * <p>Found are: a link that was changed, taken out, put in or moved, and links missing at the end,
 * because how long the chain is and the digest of its last link are known besides. Who can rewrite
 * all of the state can make another chain; then the trails in the registry, which name links of the
 * old one and are signed, do not fit any more.
 */
public final class EventChain {

  private EventChain() {}

  /**
   * Checks the last links of a chain.
   *
   * @param image the digest of the image's manifest, which the first link names
   * @param events the newest links, oldest first
   * @param limit how many of the newest were asked for, at least 1
   * @param length how many links there are to be in all
   * @param head the digest of the last link, or of the manifest when there are none
   */
  public static Result check(
      Digest image, List<AuditEvent> events, int limit, long length, Digest head) {
    if (events.isEmpty()) {
      return length == 0 && head.equals(image)
          ? new Result.Whole(0, head)
          : new Result.Broken(length, "all " + length + " events are missing");
    }
    AuditEvent first = events.getFirst();
    long sequence = Math.max(1, length - limit + 1);
    Digest expected = sequence == 1 ? image : first.prev();
    for (AuditEvent event : events) {
      if (event.sequence() != sequence) {
        return new Result.Broken(sequence, "event " + sequence + " is missing");
      }
      if (!event.prev().equals(expected)) {
        return new Result.Broken(
            sequence,
            sequence == 1
                ? "the first event does not belong to this image"
                : "event " + (sequence - 1) + " or " + sequence + " was changed");
      }
      expected = event.digest();
      sequence++;
    }
    if (sequence - 1 < length) {
      return new Result.Broken(sequence, "the events from " + sequence + " on are missing");
    }
    return sequence - 1 == length && expected.equals(head)
        ? new Result.Whole(events.size(), head)
        : new Result.Broken(sequence - 1, "event " + (sequence - 1) + " was changed or added");
  }

  /** What was found. */
  public sealed interface Result {

    /**
     * Every link that was looked at fits.
     *
     * @param checked how many were looked at
     * @param head the digest of the last link
     */
    record Whole(int checked, Digest head) implements Result {}

    /**
     * History was removed or changed.
     *
     * @param sequence the place where it does not fit
     * @param reason what does not fit
     */
    record Broken(long sequence, String reason) implements Result {}
  }
}
