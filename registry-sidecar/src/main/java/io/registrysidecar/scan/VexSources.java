package io.registrysidecar.scan;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.vex.MalformedVex;
import io.registrysidecar.advisory.vex.VexDocument;
import io.registrysidecar.advisory.vex.VexReader;
import io.registrysidecar.advisory.vex.VexStatement;
import io.registrysidecar.advisory.vex.VexStatements;
import io.registrysidecar.advisory.vex.VexSubject;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.sigstore.SigstoreVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where VEX statements are from that are believed: files that the configuration names, and what is
 * attached to images and signed by an author whom it names. A document that cannot be used is a
 * note, never a failure.
 */
public final class VexSources {

  /** Believes nobody. */
  public static final VexSources NONE = new VexSources(List.of(), Optional.empty(), true);

  /** Code of the notes about documents that cannot be read. */
  static final String UNREADABLE = "vex-unreadable";

  private final List<Path> files;
  private final Optional<SigstoreVerifier> authors;
  private final boolean requireSignature;

  /**
   * Believes these.
   *
   * @param files documents
   * @param authors trusts those whose attached documents are believed; empty if there are none
   * @param requireSignature whether what is attached has to be signed by one of them
   */
  public VexSources(
      List<Path> files, Optional<SigstoreVerifier> authors, boolean requireSignature) {
    this.files = List.copyOf(files);
    this.authors = authors;
    this.requireSignature = requireSignature;
  }

  /**
   * Statements that are believed, and what could not be.
   *
   * @param statements what is said
   * @param notes what was not used, and why
   */
  record Heard(List<VexStatement> statements, List<CoverageNote> notes) {
    Heard {
      statements = List.copyOf(statements);
      notes = List.copyOf(notes);
    }

    /** The judgement in the light of what was heard. */
    Judgement apply(Judgement judgement, VexSubject image) {
      List<Finding> findings = new VexStatements(statements).apply(judgement.findings(), image);
      List<CoverageNote> all = new ArrayList<>(judgement.notes());
      all.addAll(notes);
      return new Judgement(judgement.advisories(), findings, all, judgement.endOfLife());
    }
  }

  /** What the files say. */
  Heard ofFiles() {
    List<VexStatement> statements = new ArrayList<>();
    List<CoverageNote> notes = new ArrayList<>();
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        VexDocument document =
            VexReader.read(in.readNBytes(VexReader.LARGEST + 1), "file " + file.getFileName());
        statements.addAll(document.statements());
        notes.addAll(document.notes());
      } catch (IOException e) {
        notes.add(CoverageNote.of(UNREADABLE, "VEX file " + file + " was not read: " + e));
      } catch (MalformedVex e) {
        notes.add(CoverageNote.of(UNREADABLE, "VEX file " + file + " was not used: " + e.reason()));
      }
    }
    return new Heard(statements, notes);
  }

  /**
   * What the files say and what is attached to any of {@code subjects}: the image, its index.
   * Blocks; what a registry does not give is a note.
   */
  Heard of(ImageSource source, List<Digest> subjects) {
    Heard told = ofFiles();
    if (requireSignature && authors.isEmpty()) {
      return told;
    }
    VexReferrers referrers = new VexReferrers(source, authors, requireSignature);
    subjects.forEach(referrers::look);
    List<VexStatement> statements = new ArrayList<>(told.statements());
    statements.addAll(referrers.statements());
    List<CoverageNote> notes = new ArrayList<>(told.notes());
    notes.addAll(referrers.notes());
    return new Heard(statements, notes);
  }

  /** When one of the files changed last, as far as the file system tells. */
  Instant changed() {
    return files.stream().map(VexSources::changed).max(Instant::compareTo).orElse(Instant.EPOCH);
  }

  private static Instant changed(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH; // the scan says that it cannot be read
    }
  }
}
