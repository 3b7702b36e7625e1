package io.registrysidecar.e2e.bench;

import io.registrysidecar.advisory.db.AdvisoryDatabases;
import io.registrysidecar.advisory.match.Matcher;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.ScratchSpace;
import io.registrysidecar.image.inflate.Decompressors;
import io.registrysidecar.inventory.Detectors;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.scan.AdvisoryKnowledge;
import io.registrysidecar.scan.BaseImages;
import io.registrysidecar.scan.CpuPool;
import io.registrysidecar.scan.EvidenceCache;
import io.registrysidecar.scan.KnownSightings;
import io.registrysidecar.scan.LayerThreads;
import io.registrysidecar.scan.Place;
import io.registrysidecar.scan.Progress;
import io.registrysidecar.scan.Publishing;
import io.registrysidecar.scan.ScanOptions;
import io.registrysidecar.scan.ScanParts;
import io.registrysidecar.scan.ScanPipeline;
import io.registrysidecar.scan.ScanTarget;
import io.registrysidecar.schema.ScannerInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Interrupts a scan at each stage, again and again, and prints how long it took at most until the
 * scan had ended, until the last byte of a layer was taken, and until no thread worked for it any
 * more. Arguments: an advisory database.
 */
final class InterruptBench {

  private static final int TIMES = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Rooms whose code works on what a scan reads; on the stack of an idle thread there is none. */
  private static final List<String> ROOMS =
      List.of("image.", "inventory.", "advisory.", "version.", "report.", "publish.");

  private final LayerThreads readers = new LayerThreads(1);
  private final CpuPool matchers = new CpuPool("match-", 1);
  private final Random random = new Random(1);
  private final ScanPipeline pipeline;
  private volatile long lastByte;

  private InterruptBench(Path folder, Path database) throws IOException {
    ScratchSpace scratch =
        new ScratchSpace(Files.createDirectories(folder.resolve("scratch")), 1L << 30);
    ScanParts parts =
        new ScanParts(
            new ScannerInfo("registry-sidecar", "bench"),
            Detectors.all(),
            LayerContext.of(scratch).with(Decompressors.choose(Decompressors.Wanted.AUTO)),
            readers,
            matchers,
            new AdvisoryKnowledge(
                new AdvisoryDatabases(database),
                new Matcher(Clock.systemUTC(), Matcher.DEFAULT_STALE_AFTER)),
            Clock.systemUTC());
    this.pipeline =
        new ScanPipeline(
            parts,
            EvidenceCache.NONE,
            Publishing.unsigned(SubjectLock.inProcess()),
            BaseImages.OWN_WORDS,
            KnownSightings.NONE,
            () -> "bench");
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("interrupt-bench");
    InterruptBench bench = new InterruptBench(folder, Path.of(arguments[0]));
    System.out.printf(
        "%-44s %6s %12s %12s %12s%n",
        "stage, ms at most", "times", "scan ended", "last byte", "idle");
    try (InterruptStages stages = new InterruptStages(folder)) {
      InterruptStages.Opening crowd = stages.crowd();
      for (InterruptStages.Stage stage : stages.all()) {
        bench.run(stage, crowd);
      }
    }
    bench.readers.close();
    bench.matchers.close();
  }

  private void run(InterruptStages.Stage stage, InterruptStages.Opening crowd) throws Exception {
    double ended = 0;
    double bytes = 0;
    double idle = 0;
    int done = 0;
    for (int i = 0; i < TIMES; i++) {
      Times times = interrupted(stage, crowd);
      if (times.hit()) {
        done++;
        ended = Math.max(ended, times.ended());
        bytes = Math.max(bytes, times.lastByte());
        idle = Math.max(idle, times.idle());
      }
    }
    System.out.printf("%-44s %6d %12.1f %12.1f %12.1f%n", stage.name(), done, ended, bytes, idle);
  }

  /** In milliseconds after the interruption. */
  private record Times(boolean hit, double ended, double lastByte, double idle) {}

  private Times interrupted(InterruptStages.Stage stage, InterruptStages.Opening crowd)
      throws Exception {
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread other = stage.isCrowded() ? start(crowd, stage, new AtomicReference<>()) : null;
    Thread scan = start(stage.opening(), stage, end);
    await(() -> isAt(stage.marker()) || !scan.isAlive());
    // When within the stage it is interrupted is chance: that is what is measured.
    Thread.sleep(random.nextInt(30));
    boolean hit = scan.isAlive() && isAt(stage.marker());
    long interrupted = System.nanoTime();
    scan.interrupt();
    if (other != null) {
      other.interrupt();
    }
    scan.join();
    long ended = System.nanoTime();
    if (other != null) {
      other.join();
    }
    await(() -> !isBusy());
    long idle = System.nanoTime();
    if (hit && !(end.get() instanceof InterruptedException)) {
      // It was just about to end by itself.
      hit = false;
    }
    return new Times(
        hit,
        (ended - interrupted) / 1e6,
        Math.max(0, lastByte - interrupted) / 1e6,
        (idle - interrupted) / 1e6);
  }

  private Thread start(
      InterruptStages.Opening opening,
      InterruptStages.Stage stage,
      AtomicReference<Throwable> end) {
    return Thread.ofPlatform()
        .name("scan")
        .start(() -> {
          try (ImageSource source = opening.open()) {
            Optional<Place> attach = stage.attach();
            var _ =
                pipeline.scan(
                    new ScanTarget(source, "bench", List.of()),
                    new ScanOptions(PlatformFilter.all(), attach, false, new Bytes()));
          } catch (Exception e) {
            end.set(e);
          }
        });
  }

  /** Looks from this thread, whose own stack does not count. */
  private static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(PATIENCE)
        .until(condition);
  }

  private static boolean isAt(String marker) {
    return stacks().anyMatch(frame -> frame.contains(marker));
  }

  private static boolean isBusy() {
    return stacks()
        .anyMatch(frame ->
            ROOMS.stream().anyMatch(room -> frame.startsWith("io.registrysidecar." + room)));
  }

  /** Class and method of every frame of every platform thread but this one. */
  private static Stream<String> stacks() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> !thread.getKey().equals(Thread.currentThread()))
        .map(Map.Entry::getValue)
        .flatMap(Arrays::stream)
        .map(frame -> frame.getClassName() + "." + frame.getMethodName());
  }

  /** Notes when bytes of a layer were read. */
  private final class Bytes implements Progress {
    @Override
    public void entered(String image, String state, String detail) {
      // The stacks tell where it is.
    }

    @Override
    public void layer(Digest layer, long size, long read) {
      lastByte = System.nanoTime();
    }
  }
}
