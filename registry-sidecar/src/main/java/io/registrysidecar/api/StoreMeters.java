package io.registrysidecar.api;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.registrysidecar.store.ImageState;
import io.registrysidecar.store.JobStore;
import io.registrysidecar.store.Store;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What the state holds, as gauges. All of them show one moment: that of the last {@link #refresh}.
 */
final class StoreMeters {

  private final Store store;
  private final InstantSource clock;
  private volatile Moment moment;

  StoreMeters(Store store, InstantSource clock, MeterRegistry meters) {
    this.store = store;
    this.clock = clock;
    this.moment = look();
    String jobs = "sidecar.jobs";
    String what = "Jobs in the queue, by what becomes of them";
    gauge(meters, jobs, what, "state", "ready", now -> now.jobs().ready());
    gauge(meters, jobs, what, "state", "waiting", now -> now.jobs().waiting());
    gauge(meters, jobs, what, "state", "running", now -> now.jobs().running());
    gauge(meters, jobs, what, "state", "dead", now -> now.jobs().dead());
    for (ImageState state : ImageState.values()) {
      gauge(
          meters,
          "sidecar.images",
          "Images in the registries, by how far they have come",
          "state",
          Parameters.word(state),
          now -> now.images().getOrDefault(state, 0L));
    }
    Gauge.builder("sidecar.events.undispatched", this, self -> self.moment.backlog())
        .description("Notifications on disk that have not become jobs yet")
        .register(meters);
    Gauge.builder("sidecar.events.dead", this, self -> self.moment.deadLetters())
        .description("Notifications on disk that led to nothing")
        .register(meters);
  }

  /** Looks again. */
  void refresh() {
    moment = look();
  }

  private Moment look() {
    return new Moment(
        store.jobs().counts(clock.instant()),
        store.images().counts(),
        store.inbox().backlog(),
        store.inbox().countDeadLetters());
  }

  private void gauge(
      MeterRegistry meters,
      String name,
      String description,
      String tag,
      String value,
      ToDoubleFunction<Moment> number) {
    Gauge.builder(name, this, self -> number.applyAsDouble(self.moment))
        .description(description)
        .tag(tag, value)
        .register(meters);
  }

  private record Moment(
      JobStore.Counts jobs, Map<ImageState, Long> images, long backlog, long deadLetters) {}
}
