package io.registrysidecar;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.registrysidecar.intake.IntakeCounts;
import io.registrysidecar.scan.Noticed;
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
      ScanWiring scanning,
      Noticed noticed,
      Deque<AutoCloseable> closing) {
    FunctionCounter.builder("sidecar.layers.read", scanning.layerBytes(), LongAdder::sum)
        .description(
            "Bytes of layers that were read, as they are stored: all of a layer, or what is needed"
                + " of one with a table of contents")
        .baseUnit("bytes")
        .register(meters);
    trust(meters, scanning, noticed);
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

  /** What takes the ground from results and fails no scan. */
  private static void trust(MeterRegistry meters, ScanWiring scanning, Noticed noticed) {
    FunctionCounter.builder("sidecar.history.broken", noticed, Noticed::brokenHistories)
        .description("Scans of images whose recorded history somebody else has changed")
        .register(meters);
    vex(meters, noticed, "unreadable", Noticed::unreadableVex);
    vex(meters, noticed, "not_believed", Noticed::unbelievedVex);
    Gauge.builder("sidecar.policy.unusable", scanning, it -> it.isPolicyUnusable() ? 1 : 0)
        .description("1 while the policy cannot be used and nothing is decided, else 0")
        .register(meters);
  }

  private static void vex(
      MeterRegistry meters, Noticed noticed, String reason, ToDoubleFunction<Noticed> count) {
    FunctionCounter.builder("sidecar.vex.unused", noticed, count)
        .description("VEX documents that were not used, once for each scan that came upon them")
        .tag("reason", reason)
        .register(meters);
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
