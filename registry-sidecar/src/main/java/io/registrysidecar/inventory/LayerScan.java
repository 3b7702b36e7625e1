package io.registrysidecar.inventory;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.Layer;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.LayerSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lets detectors look at one layer while it streams by, on the calling thread. */
public final class LayerScan {

  private final LayerContext context;

  /** Scans within the limits of {@code context}. */
  public LayerScan(LayerContext context) {
    this.context = context;
  }

  /**
   * Reads {@code layer} and gives what {@code detectors} find in it.
   *
   * <p>It is read once. Only where a wanted path is a hard link to a file that nobody wanted under
   * its first name, and whose content has passed by then, it is read a second time. What is found
   * is charged to the image until this ends.
   *
   * @throws ImageException if the layer cannot be fetched or is not what its digest promises
   * @throws InterruptedException if the thread was interrupted
   */
  public LayerEvidence scan(Layer layer, Collection<Detector> detectors)
      throws ImageException, InterruptedException {
    WorkClock clock = new WorkClock(context.nanoTime(), context.turn());
    List<DetectorRun> runs =
        detectors.stream()
            .map(detector -> new DetectorRun(detector, layer.descriptor().digest(), context, clock))
            .toList();
    try {
      return scan(layer, runs, context.timedBy(clock));
    } finally {
      runs.forEach(DetectorRun::giveEvidenceBack);
    }
  }

  private static LayerEvidence scan(Layer layer, List<DetectorRun> runs, LayerContext context)
      throws ImageException, InterruptedException {
    ScanVisitor visitor = new ScanVisitor(runs);
    LayerSummary summary = layer.read(visitor, context);
    LayerShape shape = visitor.shape();
    List<CoverageNote> notes = new ArrayList<>(summary.notes());
    notes.addAll(visitor.links().notes(shape, layer.descriptor().digest()));
    visitor.note(layer.descriptor().digest()).ifPresent(notes::add);
    boolean lasting = summary.lasting();
    Map<String, List<HardLinks.Link>> links = visitor.links().within(shape);
    if (!links.isEmpty()) {
      // A layer that was read whole before says nothing of a table, and must not rest on one now.
      boolean byContents = summary.restsOnContents();
      LayerSummary again =
          layer.read(
              new LinkVisitor(links), context.byContents(context.byContents() && byContents));
      lasting &= again.lasting();
    }
    Map<Detector.Id, List<FileEvidence>> found = new TreeMap<>();
    for (DetectorRun run : runs) {
      found.put(run.id(), run.evidence());
      lasting &= run.limited().isEmpty();
      notes.addAll(run.limited());
    }
    return new LayerEvidence(layer.descriptor().digest(), shape, found, notes, lasting);
  }
}
