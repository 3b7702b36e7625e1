package io.registrysidecar.inventory.maven;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.maven.ModuleImage.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code lib/modules} of a Java runtime that {@code jlink} made for an application: the
 * modules in it that are not of the platform. What Maven left in them tells most; where there is
 * none of that, the declaration tells name and version. The platform is told by the file {@code
 * release} beside it.
 */
public final class ModuleImageDetector implements Detector {

  private static final Id ID = new Id("module-image", 1);
  private static final String FILE = "lib/modules";
  private static final String MAVEN = "META-INF/maven/";
  private static final String PROPERTIES = "/pom.properties";

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    int start = value.length() - FILE.length();
    return size > ModuleImage.HEADER
            && value.endsWith(FILE)
            && (start == 0 || value.charAt(start - 1) == '/')
        ? Want.HEAD
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    if (!ModuleImage.isOne(file.peek(ModuleImage.HEADER))) {
      return;
    }
    List<Resource> resources;
    try (InputStream content = file.stream()) {
      resources =
          ModuleImage.read(
              content, module -> !NamedModule.isOfRuntime(module), ModuleImageDetector::isWanted);
    }
    Set<PackageFact> told = new HashSet<>();
    Set<String> byMaven =
        resources.stream()
            .filter(each -> !each.path().equals(ModuleInfo.FILE))
            .map(Resource::module)
            .collect(Collectors.toSet());
    for (Resource each : resources) {
      if (!each.path().equals(ModuleInfo.FILE)) {
        tell(artifact(each), each, told, found);
      } else if (!byMaven.contains(each.module())) {
        if (each.content().length == 0) {
          found.incomplete(
              "module-image-unread",
              "what it says of its module "
                  + each.module()
                  + " is packed as jlink --compress=1 does, which is not read; the module is"
                  + " missing from the result");
        }
        tell(module(each), each, told, found);
      }
    }
  }

  private static void tell(
      @Nullable PackageFact fact, Resource place, Set<PackageFact> told, EvidenceSink found) {
    if (fact != null && told.add(fact)) {
      found.found(fact, place.module() + "/" + place.path());
    }
  }

  private static boolean isWanted(String path) {
    return path.equals(ModuleInfo.FILE) || (path.startsWith(MAVEN) && path.endsWith(PROPERTIES));
  }

  private static @Nullable PackageFact artifact(Resource resource) throws MalformedEvidence {
    Coordinates coordinates = PomProperties.read(resource.content(), resource.path());
    return coordinates == null ? null : coordinates.fact(List.of());
  }

  private static @Nullable PackageFact module(Resource resource) {
    ModuleInfo module = ModuleInfo.read(resource.content());
    return module == null ? null : NamedModule.fact(module);
  }
}
