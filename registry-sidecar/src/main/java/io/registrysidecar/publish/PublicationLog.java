package io.registrysidecar.publish;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** What was recorded, byte for byte; empty when it was removed meanwhile. */
  Optional<Attachment> attachment(Subject subject, Digest artifact);

  /** Records that these will be sent. Recording one again changes nothing. */
  void intend(Subject subject, Collection<Attachment> attachments);

  /** Records that these have been seen among the subject's referrers. */
  void seen(Subject subject, Collection<Digest> artifacts);

  /** Records that these are no longer among the subject's referrers. */
  void removed(Subject subject, Collection<Digest> artifacts);

  /**
   * Records that all of a publication has been seen among the subject's referrers, and its
   * signatures among those of its artifacts. What is intended or removed later undoes this.
   *
   * @param inputs what it was made of
   */
  void settle(Subject subject, String inputs);

  /** What was {@linkplain #settle settled} last, as long as nothing has undone it. */
  Optional<String> settled(Subject subject);

  /**
   * One artifact of ours.
   *
   * @param descriptor how a list of referrers describes it
   * @param seen whether it was ever seen among the subject's referrers
   */
  record Entry(Descriptor descriptor, boolean seen) {

    /** Oldest first. */
    static final Comparator<Entry> AGE =
        Comparator.comparing(Entry::created).thenComparing(Entry::digest);

    Digest digest() {
      return descriptor.digest();
    }

    Kind kind() {
      return Kind.of(descriptor.artifactType(), descriptor.annotations());
    }

    @Nullable Digest fingerprint() {
      return Fingerprint.claimedBy(descriptor);
    }

    Instant created() {
      return Listed.createdOf(descriptor);
    }
  }
}
