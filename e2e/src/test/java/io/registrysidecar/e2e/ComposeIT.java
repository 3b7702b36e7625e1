package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.Project;
import org.junit.jupiter.api.Test;

/** The compose file at the top of the project. */
class ComposeIT {

  @Test
  void theComposeFileIsValidAndRunsBothWithoutPrivileges() throws Exception {
    String resolved =
        Command.run(
                "docker-compose",
                "-f",
                Project.root().resolve("docker-compose.yml").toString(),
                "config")
            .ok()
            .out();

    assertThat(resolved)
        .contains("registry:3")
        .contains("/events/")
        .contains("read_only: true")
        .contains("no-new-privileges");
  }
}
