package io.registrysidecar.inventory;

import io.registrysidecar.image.FileLimitExceeded;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.testing.MemoryFile;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;

/** Shows bytes to all detectors that want a file of that name, and minds what they throw. */
public final class AnyBytes {

  private AnyBytes() {}

  /** How many packages are found. Anything but a declared refusal is thrown on. */
  public static int read(String path, byte[] content) throws IOException {
    Counter found = new Counter();
    for (Detector detector : Detectors.all()) {
      MemoryFile file = new MemoryFile(TarPath.of(path), content);
      if (detector.wants(file.path(), file.size(), file.mode()).readsContent()) {
        try {
          detector.read(file, found);
        } catch (MalformedEvidence | EOFException | ZipException | FileLimitExceeded _) {
          // A refusal is as good as an answer.
        }
      }
    }
    return found.packages;
  }

  private static final class Counter implements EvidenceSink {
    private int packages;

    @Override
    public void found(PackageFact fact) {
      packages++;
    }

    @Override
    public void found(PackageFact fact, String inner) {
      packages++;
    }

    @Override
    public void found(Distribution distribution) {
      packages++;
    }

    @Override
    public void about(AboutPackage about) {
      // Files of packages are not counted.
    }

    @Override
    public void elsewhere(TarPath directory) {
      // Nor directories of packages.
    }

    @Override
    public void diverted(Diversion diversion) {
      // Nor where they were put.
    }

    @Override
    public void incomplete(String code, String message) {
      // What is said about the rest is not counted.
    }

    @Override
    public void limited(String code, String reason) {
      // Nor what was left out.
    }
  }
}
