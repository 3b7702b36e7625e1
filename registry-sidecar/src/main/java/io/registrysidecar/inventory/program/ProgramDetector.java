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
 * what cargo-auditable and native-image leave, and the version of a program that is known by its
 * name. Any large file may be a program, whatever its name and mode; its head tells.
 */
public final class ProgramDetector implements Detector {

  private static final Id ID = new Id("program", 1);

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
    Executable program = Executable.of(file.peek(LayerFile.PEEK));
    if (program == null) {
      return;
    }
    VersionScan versions = new VersionScan(KnownPrograms.named(file.path().value(), file.mode()));
    EmbeddedSbom bill = new EmbeddedSbom(program);
    long tail = file.size() - program.loadedEnd();
    if (program.isWorthKeeping() || tail > MOST_TAIL) {
      kept(program, file.channel(), versions, bill, found);
    } else {
      try (InputStream content = file.stream()) {
        passing(program, content, (int) Math.max(tail, 0), versions, bill, found);
      }
    }
    versions.tell(found);
    bill.tell(found);
  }

  private static void kept(
      Executable program,
      SeekableByteChannel content,
      VersionScan versions,
      EmbeddedSbom bill,
      EvidenceSink found)
      throws MalformedEvidence, IOException {
    BuildInfo info = BuildInfo.read(program, content);
    tell(info, found);
    if (info instanceof BuildInfo.Text) {
      return;
    }
    List<Tap> taps = new ArrayList<>();
    if (versions.isWanted()) {
      taps.add(versions);
    }
    if (program.format() == Executable.Format.ELF) {
      taps.add(bill);
    }
    if (!taps.isEmpty()) {
      new TappedStream(Channels.newInputStream(content.position(0)), taps).drain();
    }
    RustDependencies.tell(program, FilePart.of(content), found);
  }

  private static void passing(
      Executable program,
      InputStream content,
      int tail,
      VersionScan versions,
      EmbeddedSbom bill,
      EvidenceSink found)
      throws MalformedEvidence, IOException {
    TappedStream passing =
        new TappedStream(content, versions.isWanted() ? List.of(versions, bill) : List.of(bill));
    if (!versions.isWanted()) {
      passing.mayJump();
    }
    BuildInfo info = BuildInfo.read(program, passing);
    tell(info, found);
    if (tail > 0 && info instanceof BuildInfo.None && passing.skipTo(program.loadedEnd())) {
      RustDependencies.tell(
          program, FilePart.of(passing.readNBytes(tail), program.loadedEnd()), found);
    } else if (versions.isWanted()) {
      passing.drain();
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
