package io.registrysidecar.inventory;

import io.registrysidecar.inventory.apk.ApkDetector;
import io.registrysidecar.inventory.cran.DescriptionDetector;
import io.registrysidecar.inventory.dpkg.DpkgDetector;
import io.registrysidecar.inventory.maven.JavaArchiveDetector;
import io.registrysidecar.inventory.npm.NpmDetector;
import io.registrysidecar.inventory.nuget.DepsDetector;
import io.registrysidecar.inventory.os.OsReleaseDetector;
import io.registrysidecar.inventory.packagist.ComposerDetector;
import io.registrysidecar.inventory.pacman.PacmanDetector;
import io.registrysidecar.inventory.portage.PortageDetector;
import io.registrysidecar.inventory.program.ProgramDetector;
import io.registrysidecar.inventory.pypi.PythonDetector;
import io.registrysidecar.inventory.rpm.RpmDetector;
import io.registrysidecar.inventory.rubygems.GemDetector;
import io.registrysidecar.inventory.unread.UnreadDatabaseDetector;
import java.util.List;

/** All detectors. A file that several of them want is shown to them in this order. */
public final class Detectors {

  private Detectors() {}

  /** One of each. They have no state and may be used by several threads at once. */
  public static List<Detector> all() {
    return List.of(
        new OsReleaseDetector(),
        new DpkgDetector(),
        new ApkDetector(),
        new RpmDetector(),
        new PacmanDetector(),
        new PortageDetector(),
        new ProgramDetector(),
        new JavaArchiveDetector(),
        new NpmDetector(),
        new PythonDetector(),
        new GemDetector(),
        new ComposerDetector(),
        new DepsDetector(),
        new DescriptionDetector(),
        new UnreadDatabaseDetector());
  }
}
