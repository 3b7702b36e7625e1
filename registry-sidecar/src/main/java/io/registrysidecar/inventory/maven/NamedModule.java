package io.registrysidecar.inventory.maven;

import io.registrysidecar.inventory.Identification;
import io.registrysidecar.inventory.Identification.Basis;
import io.registrysidecar.inventory.PackageFact;
import org.jspecify.annotations.Nullable;

/** What the declaration of a Java module says of the package that it came in. */
final class NamedModule {

  private static final String JAVAFX = "javafx.";

  private NamedModule() {}

  /** Whether a module is part of the Java platform itself, which is told as a whole. */
  static boolean isOfRuntime(String name) {
    return name.startsWith("java.") || name.startsWith("jdk.");
  }

  /** The package of a module that is not of the platform; null when it has no version. */
  static @Nullable PackageFact fact(ModuleInfo module) {
    String name = module.name();
    String version = module.version();
    if (version == null) {
      return null;
    }
    return name.startsWith(JAVAFX)
        ? PackageFact.of("maven", "org.openjfx", name.replace('.', '-'), version)
            .told(Identification.by(Basis.KNOWN_ARTIFACT))
        : PackageFact.of("generic", null, name, version);
  }
}
