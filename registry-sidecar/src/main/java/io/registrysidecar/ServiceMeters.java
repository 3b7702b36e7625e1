package io.registrysidecar;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.registrysidecar.intake.IntakeCounts;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/** What is measured besides the state and the requests: the process, and what came in. */
final class ServiceMeters {

  private ServiceMeters() {}

  /** Begins to measure; what must be closed is pushed. */
  static void bind(
      MeterRegistry meters,
      IntakeCounts counts,
      LongAdder layerBytes,
      Deque<AutoCloseable> closing) {
    FunctionCounter.builder("sidecar.layers.read", layerBytes, LongAdder::sum)
        .description(
            "Bytes of layers that were read, as they are stored: all of a layer, or what is needed"
                + " of one with a table of contents")
        .baseUnit("bytes")
        .register(meters);
    new JvmMemoryMetrics().bindTo(meters);
    JvmGcMetrics collector = new JvmGcMetrics();
    collector.bindTo(meters);
    closing.push(collector);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    events(meters, counts, "accepted", IntakeCounts::accepted);
    events(meters, counts, "dropped", IntakeCounts::dropped);
    events(meters, counts, "unreadable", IntakeCounts::unreadable);
    events(meters, counts, "refused", IntakeCounts::refused);
    events(meters, counts, "turned_away", IntakeCounts::turnedAway);
  }

  private static void events(
      MeterRegistry meters, IntakeCounts counts, String end, ToDoubleFunction<IntakeCounts> count) {
    FunctionCounter.builder("sidecar.events", counts, count)
        .description(
            "Events of registries, by what became of them; refused and turned away count"
                + " deliveries")
        .tag("outcome", end)
        .register(meters);
  }
}
