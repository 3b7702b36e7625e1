package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ReferrersIndex;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Changes the list of referrers under a fallback tag.
 *
 * <p>The list is read, changed and stored as a whole, and registries do not notice when two
 * programs do so at once: the later one silently undoes the earlier. Against our own threads and
 * processes, the {@link SubjectLock} helps. Against others, the list is read again after a short
 * random pause, and changed again if our change is gone. A program that read before our change and
 * stores after that pause still undoes it; therefore whoever asked for the change is told where it
 * was made ({@link ReferrersOutcome.Where#FALLBACK}), and makes it once more some time later. Any
 * step may be the last before a crash: the list is valid at every moment, and making the same
 * change again completes it.
 */
final class FallbackWriter {

  private static final int MOST_WRITES = 6;
  private static final int SHORTEST_PAUSE_MS = 50;
  private static final int LONGEST_PAUSE_MS = 300;

  private final SubjectLock lock;
  private final Pause pause;
  private final RandomGenerator random;

  FallbackWriter(SubjectLock lock, Pause pause, RandomGenerator random) {
    this.lock = lock;
    this.pause = pause;
    this.random = random;
  }

  /**
   * Makes the list contain {@code add} and not {@code remove}, and sees that it does.
   *
   * @return the list as it was seen
   */
  List<Descriptor> change(FallbackTag tag, Target target, ReferrersChange change)
      throws RegistryException {
    String action = "change the referrers of " + target + "@" + change.subject();
    try (var _ = lock.acquire(target.host(), change.repository(), change.subject())) {
      for (int written = 0; written <= MOST_WRITES; written++) {
        FallbackTag.Content content =
            change.first() && written == 0 ? new FallbackTag.Content.Nothing() : tag.read();
        if (isDone(content, change.add(), change.remove())) {
          return content instanceof FallbackTag.Content.Listing(ReferrersIndex index, _)
              ? index.entries()
              : List.of();
        }
        if (written < MOST_WRITES) {
          ReferrersIndex changed = tag.listIn(content).change(change.add(), change.remove());
          if (!tag.write(changed, content) && !tag.write(tag.withoutDangling(changed), content)) {
            throw new RegistryException(
                new RegistryFailure.Rejected(
                    action, 400, "the registry takes no list of manifests that it has"));
          }
          pause.sleep(Duration.ofMillis(random.nextInt(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS)));
        }
      }
      throw new RegistryException(
          new RegistryFailure.Contended(
              action,
              "other programs rewrote the list " + MOST_WRITES + " times while it was changed"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(new RegistryFailure.Cancelled(action), e);
    } catch (IOException e) {
      throw new RegistryException(
          new RegistryFailure.Contended(
              action, "the lock on the list cannot be had: " + e.getMessage()),
          e);
    }
  }

  private static boolean isDone(
      FallbackTag.Content content, List<Descriptor> add, List<Digest> remove) {
    return switch (content) {
      case FallbackTag.Content.Listing(ReferrersIndex index, _) -> index.has(add, remove);
      case FallbackTag.Content.Nothing _ -> add.isEmpty();
      case FallbackTag.Content.Foreign _ -> add.isEmpty();
    };
  }
}
