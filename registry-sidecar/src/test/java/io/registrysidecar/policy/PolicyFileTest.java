package io.registrysidecar.policy;

import static io.registrysidecar.policy.Reports.NOW;
import static io.registrysidecar.policy.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.Verdict;
import io.registrysidecar.schema.VerdictResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {

  private static final String PASSES = "version: 1\nrules: [{id: m, malware: {}}]\n";
  private static final String FAILS = "version: 1\nrules: [{id: r, registry: {allow: [x/y]}}]\n";
  private static final Report REPORT = report().build();

  @TempDir Path folder;
  private Path file;
  private PolicyFile policy;
  private int writes;

  @BeforeEach
  void create() {
    file = folder.resolve("policy.yaml");
    policy = new PolicyFile(file, InstantSource.fixed(NOW));
  }

  @Test
  void aChangedFileIsNoticedAtTheNextReport() throws IOException {
    write(PASSES);
    assertThat(judge().result()).isEqualTo(VerdictResult.PASSED);

    write(FAILS);
    assertThat(judge().result()).isEqualTo(VerdictResult.FAILED);
  }

  @Test
  void whileTheFileCannotBeUsedNothingIsDecided() throws IOException {
    write(PASSES);
    assertThat(judge().result()).isEqualTo(VerdictResult.PASSED);

    write("version: 1\nrules: [{id: m, malwear: {}}]\n");
    assertThat(policy.isUsable()).isFalse();
    assertThat(judge())
        .isEqualTo(
            new Verdict(
                VerdictResult.UNKNOWN,
                List.of(
                    "policy cannot be used: policy.yaml:2:17: rules[0].malwear: unknown field; did"
                        + " you mean malware?")));

    write(PASSES);
    assertThat(judge().result()).isEqualTo(VerdictResult.PASSED);
    assertThat(policy.isUsable()).isTrue();
  }

  @Test
  void aDirectoryIsNoPolicy() throws IOException {
    write(PASSES);
    Files.delete(file);
    Files.createDirectory(file);

    assertThatThrownBy(policy::load)
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("it is a directory; name the file in it");
  }

  @Test
  void aFileThatIsGoneDecidesNothing() throws IOException {
    write(PASSES);
    Files.delete(file);

    assertThat(judge().result()).isEqualTo(VerdictResult.UNKNOWN);
    assertThatThrownBy(policy::load)
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("there is no such file");
  }

  @Test
  void anExpiredExceptionIsNoReasonToBeWithoutPolicy() throws Exception {
    write(
        PASSES
            + "exceptions: [{vulnerabilities: [CVE-1], owner: me, reason: r, expires:"
            + " 2020-01-01}]");

    assertThat(judge().result()).isEqualTo(VerdictResult.PASSED);
    assertThatThrownBy(() -> PolicyFile.check(file, NOW))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("it ended on 2020-01-01");
  }

  @Test
  void attestationsNameThePolicyByItsBytes() throws Exception {
    write(PASSES);

    assertThat(policy.load().reference())
        .isEqualTo(
            new PolicyReference(
                "policy.yaml", "f273599980509550cebcfb9545da46c9723040c34f4fd2000d63285bd1b64a12"));
  }

  @Test
  void whatIsNotTextIsRefused() throws IOException {
    Files.write(file, new byte[] {'a', (byte) 0xff});

    assertThatThrownBy(policy::load).hasMessageContaining("it is not text in UTF-8");
  }

  private Verdict judge() {
    return policy.judge(Case.of(REPORT));
  }

  /** Each time with another time of change, however coarse the file system's clock is. */
  private void write(String yaml) throws IOException {
    Files.writeString(file, yaml);
    Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(++writes)));
  }
}
