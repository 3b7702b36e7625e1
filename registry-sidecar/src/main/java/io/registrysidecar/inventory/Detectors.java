package io.registrysidecar.inventory;

import io.registrysidecar.inventory.apk.ApkDetector;
import io.registrysidecar.inventory.beam.ApplicationDetector;
import io.registrysidecar.inventory.bitnami.BitnamiDetector;
import io.registrysidecar.inventory.bottlerocket.ApplicationInventoryDetector;
import io.registrysidecar.inventory.cargo.InstalledCratesDetector;
import io.registrysidecar.inventory.conan.ConanCacheDetector;
import io.registrysidecar.inventory.conan.ConanInfoDetector;
import io.registrysidecar.inventory.conda.CondaDetector;
import io.registrysidecar.inventory.cran.DescriptionDetector;
import io.registrysidecar.inventory.dpkg.DpkgDetector;
import io.registrysidecar.inventory.haskell.PackageConfDetector;
import io.registrysidecar.inventory.julia.JuliaDetector;
import io.registrysidecar.inventory.jvm.JvmDetector;
import io.registrysidecar.inventory.kernel.KernelDetector;
import io.registrysidecar.inventory.lock.LockFileDetector;
import io.registrysidecar.inventory.maven.ArchiveLimits;
import io.registrysidecar.inventory.maven.JavaArchiveDetector;
import io.registrysidecar.inventory.maven.JmodDetector;
import io.registrysidecar.inventory.maven.ModuleImageDetector;
import io.registrysidecar.inventory.model.ModelDetector;
import io.registrysidecar.inventory.npm.LinkedDetector;
import io.registrysidecar.inventory.npm.NpmDetector;
import io.registrysidecar.inventory.npm.PnpDetector;
import io.registrysidecar.inventory.nuget.DepsDetector;
import io.registrysidecar.inventory.opam.SwitchDetector;
import io.registrysidecar.inventory.os.OsReleaseDetector;
import io.registrysidecar.inventory.packagist.ComposerDetector;
import io.registrysidecar.inventory.pacman.PacmanDetector;
import io.registrysidecar.inventory.portage.PortageDetector;
import io.registrysidecar.inventory.program.AssemblyDetector;
import io.registrysidecar.inventory.program.ProgramDetector;
import io.registrysidecar.inventory.pypi.EggDetector;
import io.registrysidecar.inventory.pypi.PythonDetector;
import io.registrysidecar.inventory.pypi.VendoredDetector;
import io.registrysidecar.inventory.rpm.RpmDetector;
import io.registrysidecar.inventory.rubygems.GemDetector;
import io.registrysidecar.inventory.sbom.EmbeddedSbomDetector;
import io.registrysidecar.inventory.store.StorePathDetector;
import io.registrysidecar.inventory.wordpress.WordPressDetector;
import java.util.List;

/** All detectors. A file that several of them want is shown to them in this order. */
public final class Detectors {

  private Detectors() {}

  /** One of each, with the usual limits. */
  public static List<Detector> all() {
    return all(ArchiveLimits.DEFAULT);
  }

  /** One of each. They have no state and may be used by several threads at once. */
  public static List<Detector> all(ArchiveLimits archives) {
    return List.of(
        new OsReleaseDetector(),
        new DpkgDetector(),
        new ApkDetector(),
        new RpmDetector(),
        new PacmanDetector(),
        new PortageDetector(),
        new ApplicationInventoryDetector(),
        new ProgramDetector(),
        new JavaArchiveDetector(archives),
        new JmodDetector(archives),
        new ModuleImageDetector(),
        new NpmDetector(),
        new LinkedDetector(),
        new PnpDetector(archives),
        new PythonDetector(),
        new EggDetector(archives),
        new VendoredDetector(),
        new GemDetector(),
        new ComposerDetector(),
        new DepsDetector(),
        new AssemblyDetector(),
        new DescriptionDetector(),
        new CondaDetector(),
        new ConanInfoDetector(),
        new ConanCacheDetector(),
        new InstalledCratesDetector(),
        new ApplicationDetector(),
        new PackageConfDetector(),
        new SwitchDetector(),
        new JuliaDetector(),
        new JvmDetector(),
        new WordPressDetector(),
        new BitnamiDetector(),
        new StorePathDetector(),
        new KernelDetector(),
        new ModelDetector(),
        new EmbeddedSbomDetector(),
        new LockFileDetector());
  }
}
