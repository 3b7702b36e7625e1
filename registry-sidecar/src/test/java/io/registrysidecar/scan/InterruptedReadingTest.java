package io.registrysidecar.scan;

import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.ImageTrees;
import io.registrysidecar.image.Layer;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.LayerLimits;
import io.registrysidecar.image.LayerSummary;
import io.registrysidecar.image.LayerVisitor;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.ScratchSpace;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.job.Priority;
import io.registrysidecar.testing.Contents;
import io.registrysidecar.testing.LayerContent;
import io.registrysidecar.testing.TestImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * When a scan is interrupted in the middle of a layer, next to nothing is done after that: what is
 * done is counted, no time is measured.
 */
class InterruptedReadingTest {

  private static final int FILES = 1_000;
  private static final int FILE = 8_192;

  /** The file at which the interruption comes. */
  private static final String FATEFUL = "srv/" + FILES / 10;

  /** What may have been read ahead; the layer has thirty times as much. */
  private static final long FEW_BYTES = FILES * FILE / 30;

  private final LayerThreads pool = new LayerThreads(2);

  @TempDir Path directory;

  @AfterEach
  void close() {
    pool.close();
  }

  /** In the middle of what the interruption comes. */
  enum Moment {
    /** A detector is asked whether it wants a file. */
    ASKING,
    /** A detector has read a file, and does not notice. */
    READ,
    /** A detector is about to read a file. */
    READING
  }

  @ParameterizedTest
  @EnumSource
  void nextToNothingIsDoneAfterAnInterruption(Moment moment) throws Exception {
    Counts counts = new Counts();
    try (ImageSource source = Sources.of(large(), directory.resolve("image"));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Layer layer =
          new Watched(
              ImageTrees.read(source, PlatformFilter.all()).images().getFirst().layers().getFirst(),
              counts);
      LayerReader reader = reader(new Probe(moment, counts), counts);
      Future<?> scan =
          threads.submit(() ->
              reader.read(
                  List.of(layer),
                  new Claim(Urgency.of(Priority.PUSH), "main", "team/app"),
                  Progress.NONE));
      assertThat(counts.reached.await(1, TimeUnit.MINUTES)).isTrue();

      scan.cancel(true);

      assertThatThrownBy(scan::get).isInstanceOf(CancellationException.class);
      assertThat(counts.ended.await(1, TimeUnit.MINUTES)).as("the layer is let go").isTrue();
    }
    assertThat(counts.calls)
        .as("what the detector is called for")
        .allSatisfy(call -> assertThat(call).endsWith(" " + FATEFUL));
    assertThat(counts.bytes).as("bytes of the layer").hasValueLessThan(FEW_BYTES);
  }

  private LayerReader reader(Detector detector, Counts counts) throws Exception {
    var scratch = new ScratchSpace(directory.resolve("scratch"), 1 << 20);
    var context = new LayerContext(LayerLimits.DEFAULT, scratch, System::nanoTime, counts::read);
    return new LayerReader(EvidenceCache.NONE, List.of(detector), context, pool);
  }

  /** Incompressible, so that its bytes are read all along. */
  private static TestImage large() {
    byte[] noise = new byte[FILE];
    Random random = new Random(1);
    return image()
        .layer(
            IntStream.range(0, FILES)
                .mapToObj(i -> {
                  random.nextBytes(noise);
                  return Contents.file("srv/" + i, noise.clone());
                })
                .toArray(LayerContent[]::new))
        .build();
  }

  /** What is done after the interruption. */
  private static final class Counts {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final AtomicLong bytes = new AtomicLong();

    void read(long more) {
      if (interrupted.get()) {
        bytes.addAndGet(more);
      }
    }

    void called(String what, TarPath path) {
      if (interrupted.get()) {
        calls.add(what + " " + path);
      }
    }

    /** Goes on when its thread was interrupted, and leaves it so. */
    void waitForInterruption() {
      reached.countDown();
      while (!Thread.currentThread().isInterrupted()) {
        LockSupport.park(this);
      }
      interrupted.set(true);
    }
  }

  /** Wants everything, and is interrupted a tenth into the layer. */
  private record Probe(Moment moment, Counts counts) implements Detector {

    @Override
    public Id id() {
      return new Id("probe", 1);
    }

    @Override
    public Want wants(TarPath path, long size, int mode) {
      counts.called("wants", path);
      interruptedAt(Moment.ASKING, path);
      return Want.STREAM;
    }

    @Override
    public void read(LayerFile file, EvidenceSink found) throws IOException {
      counts.called("read", file.path());
      interruptedAt(Moment.READING, file.path());
      try (var content = file.stream()) {
        content.transferTo(OutputStream.nullOutputStream());
      }
      interruptedAt(Moment.READ, file.path());
    }

    private void interruptedAt(Moment here, TarPath path) {
      if (moment == here && path.toString().equals(FATEFUL)) {
        counts.waitForInterruption();
      }
    }
  }

  /** Says when it is let go. */
  private record Watched(Layer layer, Counts counts) implements LayerOver {
    @Override
    public LayerSummary read(LayerVisitor visitor, LayerContext context)
        throws ImageException, InterruptedException {
      try {
        return layer.read(visitor, context);
      } finally {
        counts.ended.countDown();
      }
    }
  }
}
