package io.registrysidecar.inventory.maven;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.jvm.JavaRuntime;
import java.io.IOException;

/**
 * Reads {@code .jmod} files, from which {@code jlink} makes runtimes: zip files behind a header of
 * four bytes, whose {@code classes/module-info.class} has name and version of the module. Of a
 * JDK's own, {@code java.base} stands for all: they have its version.
 */
public final class JmodDetector implements Detector {

  private static final Id ID = new Id("jmod", 1);
  private static final String DECLARATION = "classes/" + ModuleInfo.FILE;
  private static final String JAVA_BASE = "java.base";

  private final ArchiveLimits limits;

  /** Reads files within {@code limits}. */
  public JmodDetector(ArchiveLimits limits) {
    this.limits = limits;
  }

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    return path.value().endsWith(".jmod") ? Want.RANDOM_ACCESS : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    byte[] bytes =
        SmallEntries.read(file, limits, DECLARATION::equals, ModuleInfo.LARGEST, found)
            .get(DECLARATION);
    ModuleInfo module = bytes == null ? null : ModuleInfo.read(bytes);
    if (module == null) {
      throw new MalformedEvidence("it has no declaration of a module");
    }
    tell(module, found);
  }

  private static void tell(ModuleInfo module, EvidenceSink found) {
    if (NamedModule.isOfRuntime(module.name())) {
      if (module.name().equals(JAVA_BASE) && module.version() != null) {
        found.found(JavaRuntime.java(module.version(), null));
      }
      return;
    }
    PackageFact fact = NamedModule.fact(module);
    if (fact != null) {
      found.found(fact);
    }
  }
}
