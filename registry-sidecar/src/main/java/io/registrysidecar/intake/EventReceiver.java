package io.registrysidecar.intake;

import io.registrysidecar.store.Inbox;
import io.registrysidecar.store.Inbox.Arrival;
import io.registrysidecar.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what registries send. Whoever has shown the right credential is told that it was taken as
 * soon as all that matters of it is on disk, even if it cannot be read: registries repeat what is
 * not taken, some of them for ever and before everything else.
 */
public final class EventReceiver implements AutoCloseable {

  /** The most bytes of a body that any format has. */
  public static final int LARGEST_BODY = EventDecoders.largestBody(EventDecoders.AUTO);

  private static final Logger LOG = LoggerFactory.getLogger(EventReceiver.class);
  private static final int KEPT_OF_UNREADABLE = 16 * 1024;
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofSeconds(10);

  private final Map<String, EventSource> sources;
  private final LoopFilter filter;
  private final IntakeCounts counts;
  private final InstantSource clock;
  private final GroupCommit commits;

  /**
   * Begins to take.
   *
   * @param sources who may send
   * @param filter what need not even be written down
   * @param inbox where the rest goes
   * @param accepted told whenever something new is in the inbox
   */
  public EventReceiver(
      List<EventSource> sources,
      LoopFilter filter,
      Inbox inbox,
      Runnable accepted,
      IntakeCounts counts,
      InstantSource clock) {
    this(sources, filter, new GroupCommit(inbox, accepted), counts, clock);
  }

  EventReceiver(
      List<EventSource> sources,
      LoopFilter filter,
      GroupCommit commits,
      IntakeCounts counts,
      InstantSource clock) {
    this.sources =
        sources.stream()
            .collect(Collectors.toUnmodifiableMap(EventSource::name, Function.identity()));
    this.filter = filter;
    this.commits = commits;
    this.counts = counts;
    this.clock = clock;
  }

  /** Takes a delivery. Never blocks; the future never fails. */
  public CompletableFuture<Reception> receive(Delivery delivery) {
    EventSource source = sources.get(delivery.source());
    if (source == null) {
      return CompletableFuture.completedFuture(new Reception.UnknownSource());
    }
    if (!source.credential().accepts(delivery.headers().get("authorization"))) {
      counts.countRefused();
      return CompletableFuture.completedFuture(new Reception.Refused());
    }
    List<Arrival> arrivals = arrivals(source, delivery);
    if (arrivals.isEmpty()) {
      return CompletableFuture.completedFuture(new Reception.Taken());
    }
    Optional<CompletableFuture<Void>> onDisk = commits.offer(arrivals);
    if (onDisk.isEmpty()) {
      counts.countTurnedAway();
      return CompletableFuture.completedFuture(
          new Reception.NotNow("more events come than the disk can take", SOON));
    }
    return onDisk.get().handle((nothing, failure) -> reception(arrivals, failure));
  }

  private Reception reception(List<Arrival> arrivals, @Nullable Throwable failure) {
    if (failure == null) {
      int events = (int) arrivals.stream().filter(a -> a instanceof Inbox.Event).count();
      counts.countAccepted(events);
      counts.countUnreadable(arrivals.size() - events);
      return new Reception.Taken();
    }
    counts.countTurnedAway();
    return new Reception.NotNow(
        failure instanceof StoreException store
            ? store.failure().message()
            : "the event could not be written down; see the log",
        LATER);
  }

  private List<Arrival> arrivals(EventSource source, Delivery delivery) {
    Instant now = clock.instant();
    List<Arrival> arrivals = new ArrayList<>();
    try {
      Decoded decoded = decode(source, delivery);
      for (PushEvent event : decoded.events()) {
        if (matters(source, event)) {
          arrivals.add(new Inbox.Event(source.name(), event.id(), now, EventCodec.write(event)));
        } else {
          counts.countDropped(1);
        }
      }
      if (!decoded.problems().isEmpty()) {
        arrivals.add(unreadable(delivery, now, String.join("; ", decoded.problems())));
      }
    } catch (UnreadableEvent e) {
      arrivals.add(unreadable(delivery, now, String.valueOf(e.getMessage())));
    }
    return arrivals;
  }

  private static Decoded decode(EventSource source, Delivery delivery) throws UnreadableEvent {
    int largest = EventDecoders.largestBody(source.format());
    if (delivery.body().length > largest) {
      throw new UnreadableEvent("larger than " + largest + " bytes");
    }
    return EventDecoders.decode(source.format(), delivery, EventJson.object(delivery.body()));
  }

  private boolean matters(EventSource source, PushEvent event) {
    return !(filter.judge(event) instanceof Verdict.Drop)
        && source.repositories().test(event.repository());
  }

  private static Inbox.Unreadable unreadable(Delivery delivery, Instant now, String problem) {
    String reason = problem.length() <= 1000 ? problem : problem.substring(0, 1000) + "…";
    LOG.atWarn()
        .addKeyValue("source", delivery.source())
        .addKeyValue("reason", reason)
        .log("event unreadable, kept as a dead letter");
    byte[] body = delivery.body();
    return new Inbox.Unreadable(
        delivery.source(),
        now,
        reason,
        delivery.contentType(),
        body.length <= KEPT_OF_UNREADABLE ? body : Arrays.copyOf(body, KEPT_OF_UNREADABLE));
  }

  /** Takes no more, and writes what waits. */
  @Override
  public void close() {
    commits.close();
  }
}
