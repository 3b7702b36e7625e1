package io.registrysidecar.admission;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.RegistryException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks registries what tags name, once for all who want to know at the same time, and remembers the
 * answer for a short while: until it is heard that the tag has moved, or for {@link #FRESH}.
 *
 * <p>The registry is asked on a thread of its own. Whoever cannot wait any longer goes, and the
 * answer is there for who comes next. A registry that is silent for long is asked anew: its silence
 * would be everybody's answer otherwise, also after it has come back.
 */
final class Resolver {

  /** How long a tag may name something else than the registry says. */
  static final Duration FRESH = Duration.ofSeconds(5);

  private static final Duration FAILED = Duration.ofSeconds(1);
  private static final int MOST = 20_000;

  private record Question(String registry, RepositoryName repository, ManifestKey key) {}

  private final AsyncCache<Question, Resolution> answers;
  private final Duration longest;

  /**
   * Remembers answers by {@code ticker}.
   *
   * @param longest how long one lookup may take; at least as long as anybody waits
   */
  Resolver(Ticker ticker, Duration longest) {
    this.longest = longest;
    this.answers =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .ticker(ticker)
            .executor(Thread::startVirtualThread)
            .expireAfter(Expiry.<Question, Resolution>creating((_, answer) -> lifetime(answer)))
            .buildAsync();
  }

  /** What {@code target} names, as far as that can be found out in time. */
  Resolution resolve(Target target, Deadline deadline) throws InterruptedException {
    Question question = new Question(target.registry().name(), target.repository(), target.key());
    try {
      return answers
          .get(question, (_, _) -> asking(target))
          .get(deadline.left(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return silent(target);
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking a registry failed in an unforeseen way", e);
    }
  }

  /** Forgets what a tag named. */
  void moved(String registry, RepositoryName repository, String tag) {
    answers.asMap().remove(new Question(registry, repository, new ManifestKey.Tag(tag)));
  }

  private CompletableFuture<Resolution> asking(Target target) {
    CompletableFuture<Resolution> answer = new CompletableFuture<>();
    Thread asking =
        Thread.startVirtualThread(() -> {
          try {
            answer.complete(ask(target));
          } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
          }
        });
    // Interrupted, it lets go of its connection, which others may need.
    return answer
        .completeOnTimeout(silent(target), longest.toNanos(), TimeUnit.NANOSECONDS)
        .whenComplete((_, _) -> asking.interrupt());
  }

  private static Resolution silent(Target target) {
    return new Resolution.Failed(
        "the registry "
            + target.registry().host()
            + " did not say in time what "
            + target.key()
            + " of "
            + target.repository()
            + " is");
  }

  private static Resolution ask(Target target) {
    try {
      return target
          .registry()
          .client()
          .resolve(target.repository(), target.key())
          .<Resolution>map(Resolution.Found::new)
          .orElseGet(Resolution.Missing::new);
    } catch (RegistryException e) {
      return new Resolution.Failed(e.failure().message());
    }
  }

  private static Duration lifetime(Resolution answer) {
    return answer instanceof Resolution.Found ? FRESH : FAILED;
  }
}
