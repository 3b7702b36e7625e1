package io.registrysidecar.cli;

import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells what happens and when, counted from the beginning. */
final class Stopwatch {

  private static final double NANOS = 1e9;

  private final Console console;
  private final LongSupplier nanoTime;
  private final long begin;

  Stopwatch(Console console, LongSupplier nanoTime) {
    this.console = console;
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
  }

  void say(String what) {
    console.say(
        String.format(Locale.ROOT, "[%5.2f s] %s", (nanoTime.getAsLong() - begin) / NANOS, what));
  }
}
