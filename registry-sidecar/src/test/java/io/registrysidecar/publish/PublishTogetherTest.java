package io.registrysidecar.publish;

import static io.registrysidecar.publish.Results.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.publish.TinyRegistry.Kind;
import io.registrysidecar.schema.MediaTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several publishers at once, readers meanwhile, and a process that ends in between. */
@ParameterizedClass
@EnumSource(Kind.class)
class PublishTogetherTest extends PublisherBench {

  PublishTogetherTest(Kind kind) {
    super(kind);
  }

  @Test
  void aReaderNeverFindsNoneWhileAResultIsReplaced() throws Exception {
    Subject image = registry.image("a");
    publish(Results.of(image));
    List<Integer> reports = new ArrayList<>();
    registry.onEveryStep(step -> reports.add(listed(image, MediaTypes.REPORT).size()));

    publish(Results.of(image).saying("all is lost").at(NOON.plus(HOUR)));

    assertThat(reports).isNotEmpty().allMatch(count -> count == 1 || count == 2).endsWith(1);
  }

  /** The process ends at step after step; what the next run leaves is always the same. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCrashAtAnyStepChangesNothingInTheEnd(boolean stateSurvives) throws Exception {
    int steps = 0;
    boolean crashed = true;
    while (crashed) {
      steps++;
      Subject image = registry.image("crash at " + steps);
      instance().publish(registry, image, Results.of(image).saying("old").artifacts());
      Results next = Results.of(image).saying("new").at(NOON.plus(HOUR));
      PublicationLog log = new MemoryPublicationLog();

      registry.onEveryStep(crashAt(steps));
      crashed = crashes(() -> instance(log).publish(registry, image, next.artifacts()));
      registry.onEveryStep(step -> {});
      PublicationLog kept = stateSurvives ? log : new MemoryPublicationLog();
      Results again = next.at(NOON.plus(HOUR.multipliedBy(2)));
      instance(kept).publish(registry, image, again.artifacts());

      assertThat(registry.listed(image)).as("crash at step %s", steps).hasSize(3);
      assertThat(listed(image, MediaTypes.REPORT)).hasSize(1);
      assertThat(createdOf(image, MediaTypes.REPORT)).isGreaterThan("2026-01-01T12:59:59Z");
    }
    assertThat(steps).isGreaterThan(10);
  }

  /** Instances that know nothing of each other end with one result of each kind. */
  @Test
  @SuppressWarnings("ThreadPriorityCheck") // the yield mixes the writers' steps
  void manyWritersAtOnceEndWithOneResultOfEachKind() throws Exception {
    int writers = 8;
    registry.onEveryStep(step -> Thread.yield());
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      for (int round = 0; round < 20; round++) {
        Subject image = registry.image("round " + round);
        List<Callable<PublishOutcome>> work = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          Results results =
              Results.of(image).saying("writer " + writer).at(NOON.plusSeconds(writer / 2));
          Publisher one = instance();
          work.add(() -> one.publish(registry, image, results.artifacts()));
        }

        for (Future<PublishOutcome> outcome : threads.invokeAll(work)) {
          assertThat(outcome.get()).isInstanceOf(PublishOutcome.Published.class);
        }

        assertThat(listed(image, MediaTypes.REPORT)).as("round %s", round).hasSize(1);
        assertThat(createdOf(image, MediaTypes.REPORT)).isEqualTo("2026-01-01T12:00:03Z");
      }
    }
  }

  private static Consumer<String> crashAt(int step) {
    var count = new AtomicInteger();
    return name -> {
      if (count.incrementAndGet() == step) {
        throw new Crash();
      }
    };
  }

  private static boolean crashes(Callable<?> work) throws Exception {
    try {
      work.call();
      return false;
    } catch (Crash e) {
      return true;
    }
  }

  /** The process ends here. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
