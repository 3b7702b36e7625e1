package io.registrysidecar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.e2e.harness.Command;
import io.registrysidecar.e2e.harness.Project;
import org.junit.jupiter.api.Test;

/** The first command of the README. */
class DemoIT {

  @Test
  void theDemoShowsWhatAConsumerSees() throws Exception {
    Command.Result demo = Command.run(Project.launcher(), "demo").ok();

    assertThat(demo.out())
        .contains("log4j-core")
        .contains("CVE-2021-44228")
        .contains(Published.PER_IMAGE)
        .contains("io.registrysidecar.")
        .contains("sample")
        .contains("db import")
        .contains("regctl artifact list")
        .contains("oras discover")
        .contains("curl ");
  }
}
