package io.registrysidecar.inventory.conda;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the file that conda keeps in {@code conda-meta} for each package of an environment. */
public final class CondaDetector implements Detector {

  private static final Id ID = new Id("conda", 1);
  private static final String DIRECTORY = "conda-meta/";
  private static final Set<String> WANTED = Set.of("name", "version", "license", "subdir");

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    int start = value.lastIndexOf('/') + 1 - DIRECTORY.length();
    return value.endsWith(".json")
            && start >= 0
            && value.startsWith(DIRECTORY, start)
            && (start == 0 || value.charAt(start - 1) == '/')
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    Map<String, String> members = new HashMap<>();
    BoundedJson.read(
        file.stream(),
        parser ->
            BoundedJson.members(
                parser,
                (key, value) -> {
                  String text = WANTED.contains(key) ? BoundedJson.text(value) : null;
                  if (text != null) {
                    members.putIfAbsent(key, text);
                  }
                }));
    String name = members.get("name");
    String version = members.get("version");
    if (name == null || version == null) {
      throw new MalformedEvidence("it has no " + (name == null ? "name" : "version"));
    }
    String license = members.get("license");
    found.found(
        PackageFact.of("conda", null, name, version)
            .ofArchitecture(members.get("subdir"))
            .licensed(license == null ? List.of() : List.of(license)));
  }
}
