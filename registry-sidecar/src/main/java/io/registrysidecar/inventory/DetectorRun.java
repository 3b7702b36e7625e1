package io.registrysidecar.inventory;

import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.DetectorLimits;
import io.registrysidecar.image.FileLimitExceeded;
import io.registrysidecar.image.ImageAllowance;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.oci.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipException;

/**
 * What one detector finds in one layer, file by file. Whatever goes wrong stays with the file, and
 * whatever costs too much with the detector: others see the same file, and the layer is read on.
 */
final class DetectorRun {

  private static final int MOST_LIMITED = 20;
  private static final String UNFINISHED = "did not read this file to its end: ";

  private final Detector detector;
  private final Digest layer;
  private final DetectorLimits limits;
  private final WorkClock clock;
  private final ImageAllowance image;
  private DetectorBudget budget;
  private final TreeMap<String, FileEvidence> files = new TreeMap<>();
  private final List<CoverageNote> limited = new ArrayList<>();
  private int leftOut;
  private boolean ended;

  /**
   * Begins a layer.
   *
   * @param context limits, and what may be found in all layers of the image
   */
  DetectorRun(Detector detector, Digest layer, LayerContext context, WorkClock clock) {
    this.detector = detector;
    this.layer = layer;
    this.limits = context.limits().detectors();
    this.clock = clock;
    this.image = context.allowance();
    this.budget = new DetectorBudget(limits, clock, image);
  }

  Detector.Id id() {
    return detector.id();
  }

  boolean reads(TarPath path, long size, int mode) {
    return wants(path, size, mode).readsContent();
  }

  /** What the detector wants of a file; nothing when it has spent its budget. */
  Want wants(TarPath path, long size, int mode) {
    return budget.isSpent() ? Want.NOTHING : detector.wants(path, size, mode);
  }

  /** Lets the detector read a file. */
  void read(LayerFile file) throws IOException {
    if (budget.isSpent()) {
      return;
    }
    String path = file.path().value();
    FileFindings findings = new FileFindings(layer, path, budget);
    Want want = detector.wants(file.path(), file.size(), file.mode());
    HashedFile hashed = new HashedFile(file, want);
    ContentDigests digests = null;
    budget.beginFile();
    try {
      detector.read(new MeteredFile(hashed, budget), findings);
      budget.check();
      digests = findings.hasPackages() ? hashed.digests() : null;
    } catch (BudgetExceeded e) {
      budget.endFile();
      if (!budget.isSpent()) {
        leftOut("detector-limit", path, UNFINISHED + reason(e));
      }
    } catch (FileLimitExceeded e) {
      leftOut("file-limit", path, UNFINISHED + reason(e));
    } catch (MalformedEvidence | EOFException | ZipException e) {
      findings.incomplete(
          "evidence-malformed",
          "the " + detector.id().name() + " evidence is broken: " + reason(e));
    } catch (RuntimeException e) {
      // A hostile file may meet a mistake of ours; it must not hide the rest of the image.
      findings.incomplete(
          "detector-failed",
          "the " + detector.id() + " detector failed on this file: " + e + "; please report it");
    }
    budget.endFile();
    findings.limited().forEach(note -> leftOut(note.code(), path, note.message()));
    if (!findings.isEmpty()) {
      budget.spendEvidence(EvidenceSize.of(path));
      files.put(path, findings.evidence(digests));
    }
    endIfSpent(path);
  }

  /** Lets the detector follow a symbolic link. */
  void follow(TarPath link, String target) {
    TarPath directory = budget.isSpent() ? null : detector.leadsTo(link, target);
    if (directory != null) {
      FileFindings findings = new FileFindings(layer, link.value(), budget);
      findings.elsewhere(directory);
      budget.spendEvidence(EvidenceSize.of(link.value()));
      files.put(link.value(), findings.evidence(null));
      endIfSpent(link.value());
    }
  }

  /** Something stands at {@code path} now; what stood there before in this layer is gone. */
  void forget(String path) {
    files.remove(path);
  }

  /** Nothing that was found holds. */
  void restart() {
    files.clear();
    limited.clear();
    leftOut = 0;
    ended = false;
    budget.giveEvidenceBack();
    budget = new DetectorBudget(limits, clock, image);
  }

  /** Gives {@code link} what was found in {@code target}, of which it is another name. */
  void copy(String target, String link) {
    FileEvidence evidence = files.get(target);
    if (evidence != null) {
      budget.spendEvidence(EvidenceSize.of(link));
      files.put(link, evidence.at(link));
      endIfSpent(link);
    }
  }

  /** Charges nobody any more for what was found. */
  void giveEvidenceBack() {
    budget.giveEvidenceBack();
  }

  List<FileEvidence> evidence() {
    return List.copyOf(files.values());
  }

  /**
   * What was not read because it would have cost too much. With other settings it would be, so that
   * evidence with such a note is not kept.
   */
  List<CoverageNote> limited() {
    List<CoverageNote> notes = new ArrayList<>(limited);
    if (leftOut > MOST_LIMITED) {
      notes.add(
          new CoverageNote(
              "file-limit",
              "the "
                  + detector.id().name()
                  + " detector left out "
                  + (leftOut - MOST_LIMITED)
                  + " more files of this layer",
              layer,
              null));
    }
    return notes;
  }

  private void leftOut(String code, String path, String reason) {
    if (++leftOut <= MOST_LIMITED) {
      limited.add(note(code, path, reason));
    }
  }

  private void endIfSpent(String path) {
    String spent = budget.spent();
    if (spent != null && !ended) {
      ended = true;
      limited.add(
          note("detector-limit", path, "read no further than this file in this layer: " + spent));
    }
  }

  private CoverageNote note(String code, String path, String what) {
    return new CoverageNote(code, "the " + detector.id().name() + " detector " + what, layer, path);
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
