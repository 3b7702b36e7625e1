package io.registrysidecar.e2e;

import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Images that are signed and verified, what they must meet, and cosign beside us. */
final class SignedImages {

  private SignedImages() {}

  /** Pushes an image of its own for each name; gives its reference with the digest. */
  static String push(Path folder, Registry registry, String name) throws Exception {
    var layout =
        LayoutBuilder.debian12("openssl=3.0.9-1")
            .label("name", name)
            .write(Files.createTempDirectory(folder, name));
    return registry.host() + "/team/app@" + registry.pushWithSkopeo(layout, "team/app:" + name);
  }

  static String digest(String image) {
    return image.substring(image.indexOf('@') + 1);
  }

  /** A policy with one rule. */
  static Path policy(Path folder, String name, String rule) throws Exception {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        "version: 1\nname: %s\nrules:\n  - %s\n".formatted(name, rule));
  }

  static Command.Result cosign(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(Project.tool("cosign")));
    all.addAll(List.of(words));
    return Command.run(all.toArray(String[]::new));
  }
}
