package io.registrysidecar.scan;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.vex.MalformedVex;
import io.registrysidecar.advisory.vex.VexDocument;
import io.registrysidecar.advisory.vex.VexReader;
import io.registrysidecar.advisory.vex.VexStatement;
import io.registrysidecar.advisory.vex.VexStatements;
import io.registrysidecar.advisory.vex.VexSubject;
import io.registrysidecar.file.FileProblem;
import io.registrysidecar.file.RegularFile;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.sign.sigstore.SigstoreVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where VEX statements are from that are believed: files that the configuration names; and
 * documents on web servers and beside images, when they are signed by an author whom it names. A
 * document that cannot be used is a note, never a failure.
 */
public final class VexSources {

  /** Believes nobody. */
  public static final VexSources NONE = new VexSources(List.of(), Optional.empty(), true);

  /** Code of the notes about documents that cannot be read. */
  static final String UNREADABLE = "vex-unreadable";

  /** Code of the notes about documents that nobody signed who is believed. */
  static final String NOT_APPLIED = "vex-not-applied";

  private final List<Path> files;
  private final Optional<VexUrls> urls;
  private final Optional<SigstoreVerifier> authors;
  private final boolean requireSignature;
  private final OwnResults own;
  private volatile Instant noticed = Instant.EPOCH;

  /**
   * Believes these.
   *
   * @param files documents
   * @param urls documents on web servers; empty if there are none
   * @param authors trusts those whose documents on servers and beside images are believed; empty if
   *     there are none
   * @param requireSignature whether those have to be signed by one of them
   * @param own knows what this installation has attached itself, which is passed over
   */
  public VexSources(
      List<Path> files,
      Optional<VexUrls> urls,
      Optional<SigstoreVerifier> authors,
      boolean requireSignature,
      OwnResults own) {
    this.files = List.copyOf(files);
    this.urls = urls;
    this.authors = authors;
    this.requireSignature = requireSignature;
    this.own = own;
  }

  /** Without web servers, and where nothing was ever attached by this installation. */
  VexSources(List<Path> files, Optional<SigstoreVerifier> authors, boolean requireSignature) {
    this(files, Optional.empty(), authors, requireSignature, OwnResults.NONE);
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

    /** With what operators say. */
    Heard and(List<StatedVex> stated) {
      List<VexStatement> all = new ArrayList<>(statements);
      stated.forEach(statement -> all.add(statement.statement()));
      return new Heard(all, notes);
    }

    /** With what is said elsewhere. */
    Heard and(Heard other) {
      List<VexStatement> all = new ArrayList<>(statements);
      all.addAll(other.statements);
      List<CoverageNote> allNotes = new ArrayList<>(notes);
      allNotes.addAll(other.notes);
      return new Heard(all, allNotes);
    }

    /** The judgement in the light of what was heard. */
    Judgement apply(Judgement judgement, VexSubject image) {
      List<Finding> findings = new VexStatements(statements).apply(judgement.findings(), image);
      List<CoverageNote> all = new ArrayList<>(judgement.notes());
      all.addAll(notes);
      return new Judgement(judgement.advisories(), findings, all, judgement.endOfLife());
    }
  }

  /** What is said wherever images are: in the files, and on web servers. */
  Heard everywhere() {
    List<VexStatement> statements = new ArrayList<>();
    List<CoverageNote> notes = new ArrayList<>();
    for (Path file : files) {
      try (InputStream in = RegularFile.open(file)) {
        VexDocument document =
            VexReader.read(in.readNBytes(VexReader.LARGEST + 1), "file " + file.getFileName());
        statements.addAll(document.statements());
        notes.addAll(document.notes());
      } catch (IOException e) {
        String why = FileProblem.reason(e);
        notes.add(CoverageNote.of(UNREADABLE, "VEX file " + file + " was not read: " + why));
      } catch (MalformedVex e) {
        notes.add(CoverageNote.of(UNREADABLE, "VEX file " + file + " was not used: " + e.reason()));
      }
    }
    Heard local = new Heard(statements, notes);
    return urls.map(known -> local.and(known.heard())).orElse(local);
  }

  /**
   * What is said everywhere and what is attached to any of {@code subjects}: the image, its index.
   * Blocks; what a registry does not give is a note.
   */
  Heard of(ImageSource source, List<Digest> subjects) {
    Heard told = everywhere();
    if (!hearsAttached()) {
      return told;
    }
    VexReferrers referrers = new VexReferrers(source, authors, requireSignature, own);
    subjects.forEach(referrers::look);
    return told.and(new Heard(referrers.statements(), referrers.notes()));
  }

  /** Whether anything that is attached to images could be believed. */
  boolean hearsAttached() {
    return !requireSignature || authors.isPresent();
  }

  /**
   * What there is besides images, in one line: another line when a file or a document on a server
   * is there, gone, or another one. Contents of files are not looked at, their times are.
   */
  public String fingerprint() {
    if (files.isEmpty() && urls.isEmpty()) {
      return "";
    }
    StringBuilder all = new StringBuilder();
    files.forEach(file -> all.append(file).append(' ').append(stamp(file)).append('\n'));
    urls.ifPresent(known -> all.append(known.fingerprint()));
    return Digest.sha256(all.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** From now on results from before {@code at} count as outdated. */
  public synchronized void outdated(Instant at) {
    noticed = at.isAfter(noticed) ? at : noticed;
  }

  /** When anything besides images changed last, as far as anybody has noticed. */
  Instant changed() {
    return Stream.concat(
            files.stream().map(VexSources::changed),
            Stream.of(urls.map(VexUrls::changed).orElse(Instant.EPOCH), noticed))
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  private static Instant changed(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH; // the scan says that it cannot be read
    }
  }

  private static String stamp(Path file) {
    try {
      return Files.size(file) + " " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return "not readable"; // the scan says that it cannot be read
    }
  }
}
