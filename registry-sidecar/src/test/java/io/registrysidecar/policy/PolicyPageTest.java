package io.registrysidecar.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the page about policies are policies, or rules of one. */
class PolicyPageTest {

  private static final Path PAGE = Path.of("../docs/policy.md");
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  static Stream<String> examples() throws IOException {
    Matcher matcher = EXAMPLE.matcher(Files.readString(PAGE));
    List<String> examples = new ArrayList<>();
    while (matcher.find()) {
      examples.add(matcher.group(1));
    }
    return examples.stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleCanBeReadAndDecides(String example) {
    String yaml = example.startsWith("version: 1\n") ? example : "version: 1\n" + example;

    assertThat(Policies.policy(yaml).decide(Reports.report().facts()).rules()).isNotEmpty();
  }

  @Test
  void everyKindOfRuleHasAnExample() throws IOException {
    String all = String.join("", examples().toList());

    assertThat(RuleKinds.ALL.keySet())
        .allSatisfy(kind -> assertThat(all).containsPattern("\\b" + kind + ":"));
  }
}
