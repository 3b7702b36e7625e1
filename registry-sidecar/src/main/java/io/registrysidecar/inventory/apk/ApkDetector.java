package io.registrysidecar.inventory.apk;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads apk's database of installed packages: {@code lib/apk/db/installed}, or below {@code usr}
 * where {@code lib} is a link. apk 3 has a binary format (ADB) for its packages and indexes, but
 * keeps this file in the text format of apk 2, with SHA-256 hashes of what came in packages of its
 * own.
 */
public final class ApkDetector implements Detector {

  private static final Id ID = new Id("apk", 4);

  /** How every file in the binary format begins. */
  private static final byte[] ADB = {'A', 'D', 'B'};

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return path.value().equals("lib/apk/db/installed")
            || path.value().equals("usr/lib/apk/db/installed")
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    byte[] head = file.peek(ADB.length);
    if (Arrays.equals(head, ADB)) {
      throw new MalformedEvidence(
          "it is in the binary format of apk 3, which no apk keeps installed packages in");
    }
    InstalledFile.read(new LineReader(file.stream()), found);
  }
}
