package io.registrysidecar.scan;

import io.registrysidecar.audit.OriginCollector;
import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.scan.ScanState.End;
import io.registrysidecar.scan.ScanState.Step;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Leads scans from state to state and records each transition. Nothing is lost when it ends between
 * two of them: a scan that starts again from the beginning finds the layers that were read, and the
 * results that were published.
 *
 * <p>A platform image may be wished twice at the same time, for itself and as a part of its index;
 * the second waits for the first then, and ends as it does; the first becomes as urgent as the
 * second.
 */
final class ScanRunner {

  private final Ledger ledger;
  private final Supplier<Knowledge> knowledge;
  private final ResolveStep resolve;
  private final ScanPlatformsStep scanPlatforms;
  private final ReadLayersStep readLayers;
  private final SquashStep squash;
  private final MatchStep match;
  private final AssembleStep assemble;
  private final PublishStep publish;
  private final SingleFlight<Flight, End> images = new SingleFlight<>();
  private final SharedUrgency<Flight> urgencies = new SharedUrgency<>();
  private final LayerThreads readers;

  /** Wires the states, which all share {@code ledger}. */
  ScanRunner(
      ScanParts parts, LayerReader reader, Ledger ledger, PublishStep publish, Endings endings) {
    this.ledger = ledger;
    this.knowledge = parts.knowledge();
    this.readers = parts.readers();
    this.resolve = new ResolveStep(ledger, parts.verdicts(), endings, parts.clock());
    this.scanPlatforms = new ScanPlatformsStep(this::scanPlatform);
    var inventories = new KnownInventories();
    this.readLayers =
        new ReadLayersStep(
            reader, inventories, ledger, new OriginCollector(parts.trust()), endings);
    this.squash = new SquashStep(parts.matchers(), inventories);
    this.match = new MatchStep(parts.knowledge(), ledger, parts.matchers(), parts.vex());
    this.assemble =
        new AssembleStep(ledger, parts.scanner(), parts.verdicts(), endings, parts.clock());
    this.publish = publish;
  }

  /**
   * Scans to the end.
   *
   * @throws InterruptedException if interrupted; the scan can be started again later
   */
  End run(Scan scan) throws InterruptedException {
    try {
      return run(scan, new ScanState.Resolve());
    } catch (CancellationException e) {
      // What computes on this thread, such as the rendering of results, says so in this way.
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
    }
  }

  private End scanPlatform(Scan index, PlatformImage image) throws InterruptedException {
    Scan scan = ledger.ofPlatform(index, image);
    return run(scan, resolve.first(scan, image));
  }

  private End run(Scan scan, ScanState first) throws InterruptedException {
    ScanState state = first;
    while (!(state instanceof End) && !(state instanceof ScanState.ReadLayers)) {
      state = take(scan, state);
    }
    End end =
        state instanceof ScanState.ReadLayers image ? scanImage(scan, image) : toEnd(scan, state);
    scan.progress().entered(scan.name(), end.name(), end.detail());
    if (end instanceof ScanState.Done done) {
      done.leftOut().forEach(what -> scan.progress().leftOut(scan.name(), what));
    }
    ledger.ended(scan, end);
    return end;
  }

  private End scanImage(Scan scan, ScanState.ReadLayers state) throws InterruptedException {
    if (scan.place().isEmpty()) {
      return toEnd(scan, state);
    }
    Place place = scan.place().get();
    var flight =
        new Flight(
            place.registry(),
            place.repository(),
            state.image().manifest().self().digest(),
            knowledge.get().version(),
            said(scan, state.image().manifest().self().digest()));
    try (var wish = urgencies.join(flight, scan.urgency())) {
      readers.reconsider();
      Scan shared = scan.with(wish.shared());
      End end = images.<RuntimeException>run(flight, () -> toEnd(shared, state));
      return isComplete(end, state.image())
          ? end
          : images.<RuntimeException>run(flight, () -> toEnd(shared, state));
    }
  }

  /** Who joins a scan of before something was said would end without it. */
  private String said(Scan scan, Digest digest) {
    return ledger.stated(scan, digest).stream()
        .map(statement -> Long.toString(statement.stored().id()))
        .collect(Collectors.joining(" "));
  }

  /** Whoever scanned it meanwhile, and did not know its index, did not see what is said in that. */
  private static boolean isComplete(End end, PlatformImage image) {
    return !(end instanceof ScanState.Done done)
        || OriginCollector.isComplete(image, done.report().audit());
  }

  private End toEnd(Scan scan, ScanState from) throws InterruptedException {
    ScanState state = from;
    while (true) {
      if (state instanceof End end) {
        return end;
      }
      state = take(scan, state);
    }
  }

  private ScanState take(Scan scan, ScanState state) throws InterruptedException {
    if (!(state instanceof Step step)) {
      throw new IllegalStateException("nothing follows " + state.name());
    }
    scan.progress().entered(scan.name(), step.name(), step.detail());
    ledger.entered(scan, step);
    return Transitions.checked(step, next(scan, step));
  }

  private ScanState next(Scan scan, Step step) throws InterruptedException {
    return switch (step) {
      case ScanState.Resolve _ -> resolve.run(scan);
      case ScanState.ScanPlatforms state -> scanPlatforms.run(scan, state);
      case ScanState.ReadLayers state -> readLayers.run(scan, state);
      case ScanState.Squash state -> squash.run(state);
      case ScanState.Match state -> match.run(scan, state);
      case ScanState.Assemble state -> assemble.run(scan, state);
      case ScanState.Publish state -> publish.run(scan, state, ledger);
    };
  }

  /** What makes two scans of an image the same. */
  private record Flight(
      String registry, RepositoryName repository, Digest digest, String knowledge, String said) {}
}
