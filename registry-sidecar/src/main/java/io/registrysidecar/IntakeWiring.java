package io.registrysidecar;

import io.registrysidecar.intake.Dispatcher;
import io.registrysidecar.intake.EventReceiver;
import io.registrysidecar.intake.IntakeCounts;
import io.registrysidecar.intake.LoopFilter;
import io.registrysidecar.intake.Reconciler;
import io.registrysidecar.store.Store;
import java.time.Clock;
import java.util.Deque;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What hears of images, wired from a configuration: by notifications, and by looking.
 *
 * @param registries the configured ones
 * @param jobs what becomes of an image that is noticed
 * @param clock the time
 * @param closing takes what must be closed
 */
record IntakeWiring(
    ConfiguredRegistries registries, ServiceJobs jobs, Clock clock, Deque<AutoCloseable> closing) {

  /** By how the sidecar's own requests are known in what registries tell. */
  private static final String OWN_AGENT = "registry-sidecar/";

  /** Begins to look; the answer takes notifications. */
  EventReceiver start(IntakeCounts counts) {
    Store store = jobs.store();
    closing.push(
        Reconciler.start(
            registries.reconciled(jobs.clients()),
            store.images(),
            store.publications(),
            jobs.jobs(),
            jobs.noticed(),
            clock,
            RandomGenerator.getDefault()));
    LoopFilter filter = new LoopFilter(OWN_AGENT, Set.of());
    Dispatcher dispatcher =
        new Dispatcher(
            jobs.clients().keySet(),
            filter,
            store.inbox(),
            store.images(),
            store.publications(),
            store.audit(),
            jobs.jobs(),
            jobs.noticed(),
            clock);
    closing.push(dispatcher);
    dispatcher.start();
    EventReceiver receiver =
        new EventReceiver(
            registries.sources(), filter, store.inbox(), dispatcher::wake, counts, clock);
    closing.push(receiver);
    return receiver;
  }
}
