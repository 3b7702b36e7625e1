package io.registrysidecar.inventory.program;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Claims;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the version resource of .NET assemblies. An assembly is mostly called like its package and
 * has its version, but need not: it counts only where no {@code deps.json} tells the packages. What
 * belongs to .NET itself is not listed piece by piece.
 */
public final class AssemblyDetector implements Detector {

  private static final Id ID = new Id(Claims.ASSEMBLIES, 1);
  private static final int MOST_RESOURCES = 4 << 20;
  private static final String PLATFORM = "Microsoft® .NET";
  private static final Pattern VERSION =
      Pattern.compile(
          "([0-9]{1,9}(?:\\.[0-9]{1,9}){1,3}(?:-[0-9A-Za-z.-]{1,64}+)?)(?:[+ ,].{0,256})?");

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    return (value.endsWith(".dll") && !value.endsWith(".resources.dll")) || value.endsWith(".exe")
        ? Want.HEAD
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    Executable program = Executable.of(file.peek(LayerFile.PEEK));
    if (program == null || !Pe.isAssembly(program)) {
      return;
    }
    byte[] resources =
        program.sections().content(".rsrc", FilePart.of(file.channel()), MOST_RESOURCES);
    Map<String, String> stated = VersionResource.read(resources);
    Matcher version =
        VERSION.matcher(
            stated.getOrDefault("ProductVersion", stated.getOrDefault("FileVersion", "")));
    String fileName = file.path().fileName();
    String name = fileName.substring(0, fileName.lastIndexOf('.'));
    if (version.matches()
        && !stated.getOrDefault("ProductName", "").startsWith(PLATFORM)
        && isNamed(
            stated.getOrDefault("OriginalFilename", stated.getOrDefault("InternalName", "")),
            name)) {
      found.found(PackageFact.of("nuget", null, name, version.group(1)));
    }
  }

  /** A file that was renamed says something else than it is called. */
  private static boolean isNamed(String original, String name) {
    return original.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT));
  }
}
