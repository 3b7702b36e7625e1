package io.registrysidecar.inventory.nuget;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a {@code deps.json} says: {@code libraries} are all that a program was built with, {@code
 * targets} say which of them gave it files to run. The others, such as build tools and packages
 * that only name packages, are not there.
 */
final class DependencyContext {

  private static final Set<String> FILES =
      Set.of("runtime", "native", "runtimeTargets", "resources");

  private static final String RUNTIME_PACK = "runtimepack.";
  private static final int MOST = 50_000;
  private static final int LONGEST = 256;

  private final Map<String, String> types = new LinkedHashMap<>();
  private final Set<String> deployed = new HashSet<>();
  private final Map<String, Set<String>> needs = new HashMap<>();
  private int relations;
  private boolean targets;

  void read(JsonParser parser) throws IOException, MalformedEvidence {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new MalformedEvidence("it is not a JSON object");
    }
    BoundedJson.members(
        parser,
        (key, value) -> {
          if (key.equals("targets")) {
            BoundedJson.members(value, (framework, libraries) -> target(libraries));
          } else if (key.equals("libraries")) {
            BoundedJson.members(value, this::library);
          }
        });
  }

  private void target(JsonParser libraries) throws IOException, MalformedEvidence {
    BoundedJson.members(
        libraries,
        (library, assets) -> {
          targets = true;
          BoundedJson.members(
              assets,
              (kind, files) -> {
                if (FILES.contains(kind)) {
                  BoundedJson.members(files, (file, about) -> deployed(library, file));
                } else if (kind.equals("dependencies")) {
                  BoundedJson.members(files, (name, version) -> needs(library, name));
                }
              });
        });
  }

  private void needs(String library, String name) {
    if (relations < MOST && name.length() <= LONGEST) {
      needs.computeIfAbsent(library, fresh -> new LinkedHashSet<>()).add(name);
      relations++;
    }
  }

  /** A file called {@code _._} says that there is none. */
  private void deployed(String library, String file) {
    if (!file.endsWith("_._") && deployed.size() < MOST) {
      deployed.add(library);
    }
  }

  private void library(String name, JsonParser about) throws IOException, MalformedEvidence {
    BoundedJson.members(
        about,
        (key, value) -> {
          String type = key.equals("type") ? BoundedJson.text(value) : null;
          if (type != null && types.size() < MOST) {
            types.put(name, type);
          }
        });
  }

  void tell(EvidenceSink found) {
    types.forEach((library, type) -> {
      int slash = library.lastIndexOf('/');
      if (slash <= 0 || slash == library.length() - 1) {
        return;
      }
      String name = library.substring(0, slash);
      String version = library.substring(slash + 1);
      if (type.equals("runtimepack")) {
        String pack = name.startsWith(RUNTIME_PACK) ? name.substring(RUNTIME_PACK.length()) : name;
        found.found(fact(library, pack, version));
      } else if (type.equals("package") && (!targets || deployed.contains(library))) {
        found.found(fact(library, name, version));
      }
    });
  }

  private PackageFact fact(String library, String name, String version) {
    return PackageFact.of("nuget", null, name, version)
        .with(Relations.needing(List.copyOf(needs.getOrDefault(library, Set.of()))));
  }
}
