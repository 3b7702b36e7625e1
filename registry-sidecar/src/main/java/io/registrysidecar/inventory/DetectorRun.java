package io.registrysidecar.inventory;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.oci.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipException;

/** What one detector finds in one layer, file by file. */
final class DetectorRun {

  private final Detector detector;
  private final Digest layer;
  private final TreeMap<String, FileEvidence> files = new TreeMap<>();

  DetectorRun(Detector detector, Digest layer) {
    this.detector = detector;
    this.layer = layer;
  }

  Detector.Id id() {
    return detector.id();
  }

  boolean reads(TarPath path, long size, int mode) {
    return detector.wants(path, size, mode).readsContent();
  }

  /** Lets the detector read a file. Whatever is wrong with the content stays with this file. */
  void read(LayerFile file) throws IOException {
    String path = file.path().value();
    FileFindings findings = new FileFindings(layer, path);
    try {
      detector.read(file, findings);
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
    if (!findings.isEmpty()) {
      files.put(path, findings.evidence());
    }
  }

  /** Something stands at {@code path} now; what stood there before in this layer is gone. */
  void forget(String path) {
    files.remove(path);
  }

  /** Gives {@code link} what was found in {@code target}, of which it is another name. */
  void copy(String target, String link) {
    FileEvidence evidence = files.get(target);
    if (evidence != null) {
      files.put(
          link,
          new FileEvidence(link, evidence.packages(), evidence.distribution(), evidence.notes()));
    }
  }

  List<FileEvidence> evidence() {
    return List.copyOf(files.values());
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
