package io.registrysidecar.cli;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.scan.Progress;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Shows how a scan comes along: one line that changes for people at a terminal, a line for each
 * step elsewhere.
 *
 * <p>Threads that read layers tell at any time. Whoever finds the line old paints it; all others
 * only note their number.
 */
final class ScanProgress implements Progress, AutoCloseable {

  private static final long REPAINT_NANOS = 100_000_000;
  private static final int BAR = 30;
  private static final double MIB = 1024.0 * 1024.0;

  private final Console console;
  private final boolean quiet;
  private final LongSupplier nanoTime;
  private final Map<Digest, long[]> layers = new ConcurrentHashMap<>();
  private final Set<Digest> known = ConcurrentHashMap.newKeySet();
  private long painted;
  private boolean dirty;

  ScanProgress(Console console, boolean quiet, LongSupplier nanoTime) {
    this.console = console;
    this.quiet = quiet;
    this.nanoTime = nanoTime;
    this.painted = nanoTime.getAsLong() - REPAINT_NANOS;
  }

  @Override
  public synchronized void entered(String image, String state, String detail) {
    if (quiet) {
      return;
    }
    String line = image + ": " + state + (detail.isEmpty() ? "" : " (" + detail + ")");
    if (console.people()) {
      paint(Printable.of(line));
    } else {
      console.say(Printable.of(line));
    }
  }

  /** No progress but a warning, so that it is said in any case. */
  @Override
  public synchronized void leftOut(String image, String what) {
    clear();
    console.say(
        Printable.of("registry-sidecar: " + image + ": not written to the registry: " + what));
  }

  @Override
  public void layer(Digest layer, long size, long read) {
    layers.put(layer, new long[] {size, read});
    if (console.people() && !quiet) {
      repaint();
    }
  }

  @Override
  public void known(Digest layer, long size) {
    known.add(layer);
    layer(layer, size, size);
  }

  /** Says how much of the layers was read, where that was not all. */
  synchronized void sum() {
    long size = 0;
    long read = 0;
    for (Map.Entry<Digest, long[]> layer : layers.entrySet()) {
      if (!known.contains(layer.getKey())) {
        size += layer.getValue()[0];
        read += layer.getValue()[1];
      }
    }
    if (!quiet && read < size) {
      clear();
      console.say(
          String.format(
              Locale.ROOT,
              "read %d of the %d bytes of the layers, by their tables of contents",
              read,
              size));
    }
  }

  private synchronized void repaint() {
    long now = nanoTime.getAsLong();
    if (now - painted < REPAINT_NANOS) {
      return;
    }
    painted = now;
    long size = layers.values().stream().mapToLong(numbers -> numbers[0]).sum();
    long read = layers.values().stream().mapToLong(numbers -> numbers[1]).sum();
    int full = size == 0 ? BAR : (int) (BAR * Math.min(read, size) / size);
    paint(
        String.format(
            Locale.ROOT,
            "reading layers [%s%s] %.1f of %.1f MiB",
            "=".repeat(full),
            " ".repeat(BAR - full),
            read / MIB,
            size / MIB));
  }

  private void paint(String line) {
    console.err().print("\r\u001b[K" + line);
    console.err().flush();
    dirty = true;
  }

  /** Leaves the line to whatever is said next. */
  synchronized void clear() {
    if (dirty) {
      console.err().print("\r\u001b[K");
      console.err().flush();
      dirty = false;
    }
  }

  @Override
  public void close() {
    clear();
  }
}
