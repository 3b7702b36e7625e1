package io.registrysidecar.inventory.golang;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/**
 * Reads the build information that the Go compiler leaves in programs and shared libraries: the
 * modules they were built of, and the version of Go. Any large file may be one, whatever its name
 * and mode; its head tells.
 */
public final class GoDetector implements Detector {

  private static final Id ID = new Id("go", 1);

  /** No program with a Go runtime is smaller. */
  private static final long SMALLEST = 256 << 10;

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return size >= SMALLEST ? Want.HEAD : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    Executable executable = Executable.of(file.peek(LayerFile.PEEK));
    if (executable == null) {
      return;
    }
    if (executable.isCertainlyGo()) {
      SeekableByteChannel content = file.channel();
      tell(BuildInfo.read(executable, content), found);
      return;
    }
    try (InputStream content = file.stream()) {
      tell(BuildInfo.read(executable, content), found);
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
