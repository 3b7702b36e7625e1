package io.registrysidecar.e2e;

import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two generations of cosign, beside us on the same image. */
final class Cosign {

  static final String NEW = Project.tool("cosign");

  /** Cosign 2.6, where it is there. */
  static final Path OLD = Project.root().resolve("e2e/.tools/cosign-2/cosign");

  private Cosign() {}

  /** Pushes the image that is signed; gives its digest. */
  static String push(Registry registry) throws Exception {
    var layout =
        LayoutBuilder.debian12("openssl=3.0.9-1")
            .label("name", "signed")
            .write(Files.createTempDirectory("e2e-signed"));
    return registry.pushWithSkopeo(layout, "team/app:1.0");
  }

  /** Verifies an attestation with cosign of today. */
  static Command.Result attestation(Path key, String type, String image) throws Exception {
    return Command.run(
        NEW,
        "verify-attestation",
        "--key",
        key.toString(),
        "--insecure-ignore-tlog=true",
        "--type",
        type,
        image);
  }

  /** What cosign 2.6 says; given a trusted root, it looks for no other in the Internet. */
  static Command.Result old(Path folder, String command, Path key, String image, String... more)
      throws Exception {
    Path root = folder.resolve("trusted_root.json");
    Files.writeString(
        root, "{\"mediaType\":\"application/vnd.dev.sigstore.trustedroot+json;version=0.1\"}");
    List<String> words = new ArrayList<>(List.of(OLD.toString(), command));
    words.addAll(List.of("--trusted-root", root.toString(), "--insecure-ignore-tlog=true"));
    words.addAll(List.of("--key", key.toString()));
    words.addAll(List.of(more));
    words.add(image);
    return Command.run(Map.of("HOME", folder.toString()), words);
  }
}
