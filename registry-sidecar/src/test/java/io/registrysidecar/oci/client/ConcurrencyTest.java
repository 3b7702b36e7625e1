package io.registrysidecar.oci.client;

import static io.registrysidecar.oci.client.Fixture.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.registrysidecar.oci.ManifestKey.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

  private static final Tag TAG = new Tag("1.0");

  private final Fixture fixture = Fixture.start();
  private final List<Runnable> held = new CopyOnWriteArrayList<>();

  @BeforeEach
  void pushAnImage() throws Exception {
    fixture.image("1.0");
    fixture.faults.always(
        "GET /manifests/",
        (request, registry, response) -> {
          var context = fixture.vertx.getOrCreateContext();
          held.add(
              () -> context.runOnContext(_ -> registry.apply(request).writeTo(request, response)));
        });
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void twoHundredRequestsAreInFlightWithoutAThreadEach() throws Exception {
    int before = platformThreads();

    List<Future<Boolean>> results = ask(200, 200);
    await().until(() -> held.size() == 200);

    assertThat(platformThreads() - before).as("threads for 200 requests").isLessThan(40);
    held.forEach(Runnable::run);
    for (Future<Boolean> result : results) {
      assertThat(result.get()).isTrue();
    }
  }

  @Test
  void noMoreRequestsAreInFlightThanAllowed() throws Exception {
    List<Future<Boolean>> results = ask(20, 5);

    int answered = 0;
    while (answered < 20) {
      await().until(() -> !held.isEmpty());
      assertThat(held).hasSizeLessThanOrEqualTo(5);
      Runnable next = held.removeFirst();
      next.run();
      answered++;
    }

    for (Future<Boolean> result : results) {
      assertThat(result.get()).isTrue();
    }
  }

  private List<Future<Boolean>> ask(int times, int allowed) {
    DistributionClient client = fixture.open(settings -> settings.withRequestsInFlight(allowed));
    Callable<Boolean> pull = () -> client.manifest(REPOSITORY, TAG).isPresent();
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    return new ArrayList<>(Stream.generate(() -> threads.submit(pull)).limit(times).toList());
  }

  private static int platformThreads() {
    return Thread.getAllStackTraces().size();
  }
}
