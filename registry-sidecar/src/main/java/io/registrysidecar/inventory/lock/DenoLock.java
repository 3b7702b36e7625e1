package io.registrysidecar.inventory.lock;

import com.fasterxml.jackson.core.JsonParser;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.npm.NpmName;
import io.registrysidecar.inventory.npm.RemoteModules;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * {@code deno.lock}: packages of npm and JSR by name and version, and the addresses of other
 * modules. Both kinds of packages stood within {@code packages} in version 3 of the format, and
 * {@code packages} within {@code npm} in version 2.
 */
final class DenoLock implements LockFormat {

  private static final String PACKAGES = "packages";

  @Override
  public String fileName() {
    return "deno.lock";
  }

  @Override
  public void read(InputStream content, EvidenceSink found) throws MalformedEvidence, IOException {
    Set<PackageFact> packages = new LinkedHashSet<>();
    Set<String> addresses = new LinkedHashSet<>();
    BoundedJson.read(
        content,
        parser ->
            BoundedJson.members(
                parser,
                (key, value) -> {
                  switch (key) {
                    case PACKAGES ->
                        BoundedJson.members(value, (kind, each) -> kind(kind, each, packages));
                    case "remote" ->
                        BoundedJson.members(
                            value,
                            (address, _) -> {
                              if (addresses.size() < MOST) {
                                addresses.add(address);
                              }
                            });
                    default -> kind(key, value, packages);
                  }
                }));
    packages.addAll(RemoteModules.of(addresses));
    packages.forEach(found::found);
  }

  private static void kind(String kind, JsonParser parser, Set<PackageFact> packages)
      throws IOException, MalformedEvidence {
    if (kind.equals("npm") || kind.equals("jsr")) {
      BoundedJson.members(
          parser,
          (key, value) -> {
            if (key.equals(PACKAGES)) {
              kind(kind, value, packages);
            } else {
              add(kind, key, packages);
            }
          });
    }
  }

  private static void add(String kind, String id, Set<PackageFact> packages) {
    PackageFact fact = NpmName.fact(NpmName.withoutPeers(id));
    if (fact != null && packages.size() < MOST) {
      packages.add(PackageFact.of(kind, fact.namespace(), fact.name(), fact.version()));
    }
  }
}
