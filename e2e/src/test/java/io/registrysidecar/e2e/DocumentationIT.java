package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.e2e.harness.Registry;
import io.registrysidecar.e2e.harness.RegistryKind;
import io.registrysidecar.e2e.harness.SidecarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation says can be done, done; where it points to, there. */
class DocumentationIT {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)[^)]*\\)");
  private static final Pattern READING =
      Pattern.compile("(?m)^((?:regctl|curl|registry-sidecar (?:show|scan)) .*)$");

  @TempDir Path folder;

  @Test
  void theCommandsOfTheReadmeForReadingAndScanningWork() throws Exception {
    int port = Project.freePort();
    try (Registry registry =
            RegistryKind.DISTRIBUTION_3.start(folder, List.of(SidecarProcess.endpoint(port)));
        SidecarProcess sidecar =
            SidecarProcess.start(folder.resolve("sidecar"), port, registry, "1h")) {
      var layout = LayoutBuilder.debian12("openssl=3.0.9-1").write(folder.resolve("image"));
      String digest = registry.pushWithSkopeo(layout, "team/app:1.0");
      Published.await(registry, "team/app", digest);

      List<String> commands = commands(readme());
      assertThat(commands).hasSize(6);
      for (String command : commands) {
        Command.Result result =
            run(
                command
                    .replace("127.0.0.1:5000", registry.host())
                    .replace("127.0.0.1:8080", "127.0.0.1:" + port),
                registry);
        assertThat(result.status())
            .as("%s%n%s%n%s", command, result.out(), result.err())
            .isEqualTo(command.contains("--fail-on") ? 1 : 0);
        assertThat(result.out()).as(command).isNotBlank();
      }
      assertThat(sidecar.log()).doesNotContain("ERROR");
    }
  }

  @Test
  void everyLinkWithinTheDocumentationLeadsSomewhere() throws IOException {
    Path root = Project.root();
    List<Path> pages;
    try (var docs = Files.walk(root.resolve("docs"))) {
      pages = docs.filter(page -> page.toString().endsWith(".md")).toList();
    }
    for (Path page : pages) {
      assertLinks(page);
    }
    assertLinks(root.resolve("README.md"));
    assertLinks(root.resolve("annotation-schema/README.md"));
  }

  private static void assertLinks(Path page) throws IOException {
    for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
      assertThat(page.resolveSibling(link.group(1))).as("a link of %s", page).exists();
    }
  }

  private static List<String> commands(String page) {
    return READING
        .matcher(page)
        .results()
        .map(found -> found.group(1).replaceFirst("\\s+#.*", ""))
        .toList();
  }

  private Command.Result run(String command, Registry registry) throws Exception {
    String tools = Project.root().resolve("e2e/.tools/bin").toString();
    String bin = Project.root().resolve("registry-sidecar/bin").toString();
    String line =
        command.startsWith("regctl ")
            ? command.replaceFirst(
                "regctl ", "regctl --host reg=" + registry.host() + ",tls=disabled ")
            : command;
    return Command.run(
        Map.of(
            "PATH", bin + ":" + tools + ":" + System.getenv("PATH"),
            "SIDECAR_ADVISORIES_DATABASE", SidecarProcess.database().toString(),
            "SIDECAR_STATE", folder.resolve("state").toString()),
        List.of("bash", "-c", line));
  }

  private static String readme() throws IOException {
    return Files.readString(Project.root().resolve("README.md"));
  }
}
