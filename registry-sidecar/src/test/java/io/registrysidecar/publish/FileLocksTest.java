package io.registrysidecar.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.SubjectLock.Held;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLocksTest {

  private static final Subject ONE = subject("one");
  private static final Subject TWO = subject("two");

  @TempDir Path directory;

  @Test
  @SuppressWarnings("ThreadPriorityCheck") // the yield is there to let the others in, if they can
  void twoInstancesOnOneFileTakeTurns() throws Exception {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    try (FileLocks first = locks();
        FileLocks second = locks();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> turns = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        FileLocks locks = i % 2 == 0 ? first : second;
        turns.add(() -> {
          try (Held _ = acquire(locks, ONE)) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            return inside.decrementAndGet();
          }
        });
      }
      for (Future<Integer> turn : threads.invokeAll(turns)) {
        assertThat(turn.get()).isZero();
      }
    }
    assertThat(most).hasValue(1);
    assertThat(inside).hasValue(0);
  }

  @Test
  void differentSubjectsDoNotWaitForEachOther() throws Exception {
    try (FileLocks first = locks();
        FileLocks second = locks();
        Held _ = acquire(first, ONE);
        Held _ = acquire(first, TWO);
        Held third = acquire(second, subject("three"))) {
      assertThat(third).isNotNull();
    }
  }

  @Test
  void whoIsInterruptedWhileWaitingHoldsNothingAndTakesNothingFromOthers() throws Exception {
    try (FileLocks first = locks();
        FileLocks second = locks();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Held held = acquire(first, ONE);
      var waiting = new CountDownLatch(1);
      Future<?> waiter =
          threads.submit(() -> {
            waiting.countDown();
            assertThatThrownBy(() -> acquire(second, ONE)).isInstanceOf(InterruptedException.class);
          });
      waiting.await();
      waiter.cancel(true);

      held.close();

      try (Held again = acquire(second, ONE)) {
        assertThat(again).isNotNull();
      }
    }
  }

  /** The operating system frees what a dead process held. */
  @Test
  void anotherProcessIsWaitedForAndItsDeathEndsTheWait() throws Exception {
    Path file = directory.resolve("locks");
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (FileLocks locks = new FileLocks(file);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(holder.inputReader().readLine()).isEqualTo("held");
      Future<Held> waiter = threads.submit(() -> acquire(locks, ONE));
      assertThat(waiter.isDone()).isFalse();

      holder.destroyForcibly();

      try (Held held = waiter.get(30, TimeUnit.SECONDS)) {
        assertThat(held).isNotNull();
      }
    } finally {
      holder.destroyForcibly();
    }
  }

  @Test
  void theFileStaysEmpty() throws Exception {
    try (FileLocks locks = locks();
        Held _ = acquire(locks, ONE)) {
      assertThat(Files.size(directory.resolve("locks"))).isZero();
    }
  }

  static Held acquire(FileLocks locks, Subject subject) throws Exception {
    return locks.acquire(subject.registry(), subject.repository(), subject.manifest().digest());
  }

  private FileLocks locks() throws IOException {
    return new FileLocks(directory.resolve("locks"));
  }

  static Subject subject(String name) {
    return new Subject(
        "main", new RepositoryName("team/" + name), Descriptor.of("type", new byte[0]));
  }
}
