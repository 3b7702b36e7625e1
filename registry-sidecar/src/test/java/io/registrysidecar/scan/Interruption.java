package io.registrysidecar.scan;

import io.registrysidecar.oci.Digest;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends a scan in the middle, as a program that is stopped does. */
final class Interruption {

  private Interruption() {}

  /** Whether the scan was still at work when it had sent {@code count} requests. */
  static boolean atRequest(int count, Workbench bench, Digest image) throws InterruptedException {
    Thread worker = Thread.ofVirtual().unstarted(() -> scan(bench, image));
    var left = new AtomicInteger(count);
    bench.traffic.atEachRequest(request -> {
      if (left.decrementAndGet() == 0) {
        worker.interrupt();
      }
    });
    worker.start();
    worker.join();
    bench.traffic.atEachRequest(request -> {});
    return left.get() <= 0;
  }

  private static void scan(Workbench bench, Digest image) {
    try {
      var _ = bench.scan(image);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // and with that the thread ends
    }
  }
}
