package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.publish.ResultSigning;
import io.registrysidecar.publish.SigningFormat;
import io.registrysidecar.testing.SigningKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails no scan is counted all the same. */
class NoticedTest {

  @TempDir Path directory;

  private Workbench bench;
  private Digest pushed;

  @BeforeEach
  void push() throws Exception {
    bench = new Workbench(directory.resolve("state"), true);
    pushed =
        bench.push(image().layer(debian(12), dpkg("openssl", "3.0.11-1~deb12u2")).build(), "1.0");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aVexDocumentThatCannotBeReadIsCountedOnceForEachScan() throws Exception {
    Path broken = Files.writeString(directory.resolve("broken.json"), "{");
    sign(new VexSources(List.of(broken, directory.resolve("none.json")), Optional.empty(), true));

    bench.scan(pushed);

    assertThat(bench.service().noticed().unreadableVex()).isEqualTo(2);
    assertThat(bench.service().noticed().unbelievedVex()).isZero();
    assertThat(bench.service().noticed().brokenHistories()).isZero();
  }

  @Test
  void aHistoryThatWasChangedIsCountedWhenTheImageIsScannedAgain() throws Exception {
    sign(VexSources.NONE);
    bench.scan(pushed);
    sign(VexSources.NONE);
    try (Connection database =
            DriverManager.getConnection(
                "jdbc:sqlite:" + directory.resolve("state").resolve("state.db"));
        Statement statement = database.createStatement()) {
      assertThat(statement.executeUpdate("update audit_event set actor = 'nobody'")).isPositive();
    }

    bench.knowledge = Known.that("2", "openssl");
    bench.scan(pushed);

    assertThat(bench.service().noticed().brokenHistories()).isPositive();
  }

  private void sign(VexSources vex) throws Exception {
    var keys = SigningKeys.in(directory.resolve("keys"), bench.time);
    bench.sign(
        new ResultSigning(keys, SigningFormat.AUTO, "test/1", bench.time), Judge.NO_POLICY, vex);
  }
}
