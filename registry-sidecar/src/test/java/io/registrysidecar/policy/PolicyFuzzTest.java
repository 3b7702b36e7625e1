package io.registrysidecar.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.registrysidecar.schema.VerdictResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a policy: it is refused with a reason that names a place, or it decides, the same
 * each time, and an image without report is never anything but unknown. In an ordinary test run
 * these are the sample policies and those with one defect each; {@code e2e/fuzz} searches for more.
 */
class PolicyFuzzTest {

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void aPolicyIsRefusedWithAPlaceOrDecides(byte[] yaml) {
    Policy policy;
    try {
      policy =
          PolicyReader.read(new String(yaml, StandardCharsets.UTF_8), "policy.yaml", Reports.NOW);
    } catch (PolicyException e) {
      assertThat(e.problems()).isNotEmpty().allMatch(problem -> problem.startsWith("policy.yaml:"));
      return;
    }
    Facts facts = Reports.report().facts();
    assertThat(policy.decide(facts)).isEqualTo(policy.decide(facts));
    assertThat(policy.decide(new Facts.Pending("a/b", Reports.NOW, Reports.NOW)).result())
        .isEqualTo(VerdictResult.UNKNOWN);
  }

  static Stream<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (Path folder : List.of(Path.of("../docs/policies"), WrongPolicyTest.CORPUS)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          seeds.add(Files.readAllBytes(file));
        }
      }
    }
    return seeds.stream();
  }
}
