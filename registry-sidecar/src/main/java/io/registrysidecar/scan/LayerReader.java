package io.registrysidecar.scan;

import io.registrysidecar.image.ImageAllowance;
import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageFailure;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.Layer;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.image.SociIndexes;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.LayerEvidence;
import io.registrysidecar.inventory.LayerScan;
import io.registrysidecar.oci.Digest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/*
 * Each layer gets a virtual thread, which waits for a place and then for a platform thread to read the layer. Two images that need the same layer at the same time read it once, as
 * urgently as the more urgent of them needs it. What was found is stored by the one that read it, before anybody sees it, so that a crash costs at most the layers that were being
 * read.
 */

/** Gives what detectors find in layers: from memory where it is known, else by reading them. */
final class LayerReader {

  private final EvidenceCache cache;
  private final List<Detector> detectors;
  private final LayerContext context;
  private final LayerThreads threads;
  private final SingleFlight<Digest, LayerEvidence> flights = new SingleFlight<>();
  private final SharedUrgency<Digest> urgencies = new SharedUrgency<>();

  /**
   * Wires a reader.
   *
   * @param context limits and temporary files; its progress is told of the bytes of all layers
   * @param threads where layers are read
   */
  LayerReader(
      EvidenceCache cache, List<Detector> detectors, LayerContext context, LayerThreads threads) {
    this.cache = cache;
    this.detectors = List.copyOf(detectors);
    this.context = context;
    this.threads = threads;
  }

  /**
   * What is in each of {@code layers}, by digest. A layer that cannot be read is a value, not an
   * exception, so that the others are read all the same.
   *
   * @param claim on whose account they are read, as long as others do not need them as well
   * @throws InterruptedException if interrupted; what was being read then ends, too
   */
  Map<Digest, LayerResult> read(List<Layer> layers, Claim claim, Progress progress)
      throws InterruptedException {
    Map<Digest, Layer> distinct = new LinkedHashMap<>();
    layers.forEach(layer -> distinct.putIfAbsent(layer.descriptor().digest(), layer));
    var image =
        new ForImage(
            claim,
            progress,
            new ImageAllowance(context.limits().image()),
            new BytesLeft(distinct.values()));
    Map<Digest, Future<LayerResult>> results = new LinkedHashMap<>();
    ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();
    try {
      distinct.forEach(
          (digest, layer) -> results.put(digest, waiting.submit(() -> result(layer, image))));
      Map<Digest, LayerResult> done = new HashMap<>();
      for (Map.Entry<Digest, Future<LayerResult>> entry : results.entrySet()) {
        done.put(entry.getKey(), await(entry.getValue()));
      }
      return done;
    } finally {
      waiting.shutdownNow();
    }
  }

  /** The layers of an image, with what they may be read by. */
  List<Layer> layersOf(PlatformImage image, ImageSource source) throws InterruptedException {
    return context.byContents() ? SociIndexes.layersOf(image, source) : image.layers();
  }

  /** What is known is charged to the image as soon as it is, whoever found it. */
  private LayerResult result(Layer layer, ForImage image) throws InterruptedException {
    LayerResult result = find(layer, image);
    image.left.done(layer.descriptor().digest());
    if (result instanceof LayerResult.Known(LayerEvidence evidence)) {
      image.allowance.takeEvidence(evidence.bytes());
      String spent = image.allowance.evidenceSpent();
      if (spent != null) {
        image.allowance.giveEvidence(evidence.bytes());
        return new LayerResult.Failed(
            new ImageFailure.TooLarge(
                image.claim.repository(), "layer " + layer.descriptor().digest(), spent));
      }
    }
    return result;
  }

  private LayerResult find(Layer layer, ForImage image) throws InterruptedException {
    Digest digest = layer.descriptor().digest();
    Optional<LayerEvidence> known = known(layer);
    if (known.isPresent() && known.get().missing(detectors).isEmpty()) {
      image.progress.known(digest, layer.descriptor().size());
      return new LayerResult.Known(known.get());
    }
    try (var wish = urgencies.join(digest, image.claim.urgency())) {
      threads.reconsider();
      Claim shared = image.claim.with(wish.shared());
      return new LayerResult.Known(
          flights.run(EvidenceKey.ofContents(layer).digest(), () -> look(layer, shared, image)));
    } catch (ImageException e) {
      return new LayerResult.Failed(e.failure());
    }
  }

  /** Asks the cache again: whoever flew before may just have landed. */
  private LayerEvidence look(Layer layer, Claim claim, ForImage image)
      throws ImageException, InterruptedException {
    Optional<LayerEvidence> known = known(layer);
    List<Detector> missing = known.map(k -> k.missing(detectors)).orElse(detectors);
    if (known.isPresent() && missing.isEmpty()) {
      return known.get();
    }
    LayerEvidence found = scan(layer, missing, claim, image);
    if (found.lasting()) {
      cache.save(EvidenceKey.of(found, layer), found);
    }
    return known.map(k -> k.and(found)).orElse(found);
  }

  /**
   * What is known of a layer. Evidence that rests on a table of contents counts only where the
   * layer would be read by that table now, and only when it is complete: it is not mixed with
   * other.
   */
  private Optional<LayerEvidence> known(Layer layer) {
    Digest digest = layer.descriptor().digest();
    Optional<LayerEvidence> whole = cache.find(EvidenceKey.ofWhole(digest), detectors);
    boolean isComplete = whole.isPresent() && whole.get().missing(detectors).isEmpty();
    if (isComplete || !context.byContents() || layer.vouchedBy().equals(digest)) {
      return whole;
    }
    return cache
        .find(EvidenceKey.ofContents(layer), detectors)
        .filter(known -> known.missing(detectors).isEmpty())
        .or(() -> whole);
  }

  private LayerEvidence scan(Layer layer, List<Detector> looking, Claim claim, ForImage image)
      throws ImageException, InterruptedException {
    Digest digest = layer.descriptor().digest();
    long size = layer.descriptor().size();
    var read = new AtomicLong();
    LayerContext telling =
        context
            .charging(image.allowance)
            .telling(bytes -> {
              context.progress().accept(bytes);
              image.left.read(digest, bytes);
              image.progress.layer(digest, size, read.addAndGet(bytes));
            });
    return threads.read(
        ImageException.class,
        claim,
        new LayerWork(image.left::total, size),
        turn -> new LayerScan(telling.taking(turn)).scan(layer, looking));
  }

  private static LayerResult await(Future<LayerResult> result) throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw new InterruptedException("interrupted while layers were read");
      }
      throw unexpected(e);
    }
  }

  private static RuntimeException unexpected(ExecutionException wrapper) {
    return wrapper.getCause() instanceof RuntimeException cause
        ? cause
        : new IllegalStateException(wrapper.getCause());
  }

  /** For which image layers are read; another that needs one of them shares what comes of it. */
  private record ForImage(
      Claim claim, Progress progress, ImageAllowance allowance, BytesLeft left) {}
}
