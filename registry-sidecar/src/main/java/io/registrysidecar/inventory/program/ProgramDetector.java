package io.registrysidecar.inventory.program;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads programs and shared libraries once for all that may stand in them: Go's build information,
 * what cargo-auditable and native-image leave, what Deno and Bun bundled, and the version of a
 * program that is known by its name. Any large file may be a program, whatever its name and mode;
 * its head tells.
 */
public final class ProgramDetector implements Detector {

  private static final Id ID = new Id("program", 7);

  /** No program with a Go or Rust runtime is smaller. */
  private static final long SMALLEST = 256 << 10;

  /** No well-known program is smaller. */
  private static final long SMALLEST_KNOWN = 4 << 10;

  /** What is not loaded when a program starts is kept in memory, if it is not longer. */
  private static final int MOST_TAIL = 8 << 20;

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return size >= SMALLEST || (size >= SMALLEST_KNOWN && KnownPrograms.isNamed(path.value(), mode))
        ? Want.HEAD
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    byte[] head = file.peek(LayerFile.PEEK);
    SeekableByteChannel whole = null;
    if (Elf.isLate(head)) {
      whole = file.channel();
      head = Elf.withHeaders(head, FilePart.of(whole));
    }
    Executable program = Executable.of(head);
    if (program == null) {
      return;
    }
    VersionScan versions = new VersionScan(KnownPrograms.named(file.path().value(), file.mode()));
    EmbeddedSbom bill = new EmbeddedSbom(program);
    BundleSearch bundle = new BundleSearch(program);
    List<Tap> taps = new ArrayList<>();
    if (versions.isWanted()) {
      taps.add(versions);
    }
    if (EmbeddedSbom.isPossible(program)) {
      taps.add(bill);
    }
    if (BundleSearch.isPossible(program, file.size())) {
      taps.add(bundle);
    }
    long tail = file.size() - program.loadedEnd();
    if (whole != null
        || program.isWorthKeeping()
        || tail > MOST_TAIL
        || program.isAppendedTo(file.size())) {
      SeekableByteChannel content = whole == null ? file.channel() : whole;
      kept(program, content, versions.isWanted(), taps, bundle, found);
    } else {
      try (InputStream content = file.stream()) {
        passing(
            program,
            new TappedStream(content, taps),
            (int) Math.max(tail, 0),
            versions.isWanted(),
            bundle,
            found);
      }
    }
    versions.tell(found);
    bill.tell(found);
  }

  private static void kept(
      Executable program,
      SeekableByteChannel content,
      boolean all,
      List<Tap> taps,
      BundleSearch bundle,
      EvidenceSink found)
      throws MalformedEvidence, IOException {
    BuildInfo info = BuildInfo.read(program, content);
    tell(info, found);
    if (info instanceof BuildInfo.Text) {
      return;
    }
    TappedStream passing = new TappedStream(Channels.newInputStream(content.position(0)), taps);
    if (all) {
      passing.drain();
    } else if (!taps.isEmpty()) {
      passing.showData(program);
    }
    FilePart file = FilePart.of(content);
    RustDependencies.tell(program, file, found);
    bundle.tell(file, found);
    try {
      ScriptBundle.Runner runner = new ScriptBundle(program, file, content.size()).tell(found);
      if (runner != null) {
        runner(runner, content, found);
      }
    } catch (MalformedEvidence e) {
      found.incomplete(
          DenoBundle.UNREAD,
          "it carries a bundle by Deno or Bun that cannot be read: " + e.getMessage());
    }
  }

  /** Tells the version of what runs a bundle, in whose program the bundle is. */
  private static void runner(
      ScriptBundle.Runner runner, SeekableByteChannel content, EvidenceSink found)
      throws IOException {
    VersionScan versions = new VersionScan(KnownPrograms.called(runner.program()));
    new TappedStream(Channels.newInputStream(content.position(0)), List.of(versions)).drain();
    versions.tell(found);
  }

  private static void passing(
      Executable program,
      TappedStream content,
      int tail,
      boolean all,
      BundleSearch bundle,
      EvidenceSink found)
      throws MalformedEvidence, IOException {
    if (!all) {
      content.mayJump();
    }
    BuildInfo info = BuildInfo.read(program, content);
    tell(info, found);
    if (tail > 0 && info instanceof BuildInfo.None && content.skipTo(program.loadedEnd())) {
      FilePart end = FilePart.of(content.readNBytes(tail), program.loadedEnd());
      RustDependencies.tell(program, end, found);
      bundle.tell(end, found);
    } else if (all) {
      content.drain();
    }
  }

  private static void tell(BuildInfo info, EvidenceSink found) {
    switch (info) {
      case BuildInfo.None() -> {
        // Not a Go program, or one without build information.
      }
      case BuildInfo.OutOfReach() ->
          found.incomplete(
              "go-build-info-unread",
              "it was built by a Go older than 1.18 and linked by another linker; its modules are"
                  + " missing from the result");
      case BuildInfo.Text(String goVersion, String modules) ->
          GoModules.tell(goVersion, modules, found);
    }
  }
}
