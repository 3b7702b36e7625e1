package io.registrysidecar.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.oci.client.RegistryFailure;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A registry that is silent for long. */
class ResolverTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Digest DIGEST = World.digest('1');

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger interrupted = new AtomicInteger();
  private final CountDownLatch silence = new CountDownLatch(1);
  private final Target target =
      new Target(
          new WatchedRegistry(
              "main",
              "registry.example",
              URI.create("https://registry.example"),
              _ -> true,
              new TagsOnly("registry.example") {
                @Override
                public Optional<Digest> resolve(RepositoryName repository, ManifestKey key)
                    throws RegistryException {
                  return answer();
                }
              }),
          new RepositoryName("app"),
          new ManifestKey.Tag("1"));

  @Test
  void isAskedAnewAndTheConnectionLetGo() throws Exception {
    Resolver resolver = new Resolver(Ticker.systemTicker(), Duration.ofMillis(50));

    assertThat(resolver.resolve(target, Deadline.in(LONG)))
        .isInstanceOfSatisfying(
            Resolution.Failed.class,
            failed -> assertThat(failed.why()).contains("did not say in time"));
    Awaitility.await().until(() -> interrupted.get() == 1);

    Awaitility.await("the registry has come back")
        .untilAsserted(() ->
            assertThat(resolver.resolve(target, Deadline.in(LONG)))
                .isEqualTo(new Resolution.Found(DIGEST)));
  }

  @Test
  void isWaitedForByWhoComesNextWhileItMayStillAnswer() throws Exception {
    Resolver resolver = new Resolver(Ticker.systemTicker(), LONG);

    assertThat(resolver.resolve(target, Deadline.in(Duration.ofMillis(20))))
        .isInstanceOf(Resolution.Failed.class);
    silence.countDown();

    assertThat(resolver.resolve(target, Deadline.in(LONG))).isEqualTo(new Resolution.Found(DIGEST));
    assertThat(asked).hasValue(1);
    assertThat(interrupted).hasValue(0);
  }

  /** Says nothing the first time. */
  private Optional<Digest> answer() throws RegistryException {
    if (asked.incrementAndGet() == 1) {
      try {
        silence.await();
      } catch (InterruptedException e) {
        interrupted.incrementAndGet();
        throw new RegistryException(new RegistryFailure.Cancelled("look up 1 of app"));
      }
    }
    return Optional.of(DIGEST);
  }
}
