package io.registrysidecar.publish;

import io.registrysidecar.oci.Digest;
import java.util.Collection;
import java.util.List;

/**
 * Remembers what this program has written, or is about to write, to which subject.
 *
 * <p>An entry is durable before the manifest is sent: the registry's notification of it may arrive
 * before the registry's answer, and a crash in between must not leave an artifact that nobody
 * knows. The bytes are kept with it, so that what is sent after a crash is what was being sent
 * before.
 */
public interface PublicationLog {

  /** Everything that was recorded for the subject and not {@linkplain #removed removed}. */
  List<Entry> of(Subject subject);

  /** Records that these will be sent. Recording one again changes nothing. */
  void intend(Subject subject, Collection<Attachment> attachments);

  /** Records that these have been seen among the subject's referrers. */
  void seen(Subject subject, Collection<Digest> artifacts);

  /** Records that these are no longer among the subject's referrers. */
  void removed(Subject subject, Collection<Digest> artifacts);

  /**
   * One artifact of ours.
   *
   * @param attachment byte for byte
   * @param seen whether it was ever seen among the subject's referrers
   */
  record Entry(Attachment attachment, boolean seen) {}
}
