package io.registrysidecar.admission.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Values get into a text as they are, and change nothing around them. */
class TemplateTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String BAD =
      "\"'\\\n\t\r #:{}[]-&*!|>%@`$()<>;,?=~\0\u0007\u0085\u2028\ufeffaé\ud83d\ude00";

  @Test
  void whateverAValueHoldsYamlReadsItBack() throws Exception {
    Template template =
        new Template(
            "a: @{value}\nb:\n  - @{value:/end}\n  - {c: @{all}}\nd: |\n  x @{value}\n",
            Quoting.JSON);
    for (long seed = 0; seed < 500; seed++) {
      String value = text(new Random(seed));
      String filled =
          template.fill(
              Map.of(
                  "value", new Value.Text(value), "all", new Value.Texts(List.of(value, value))));

      JsonNode read = YAML.readTree(filled);

      assertThat(read.path("a").textValue()).as("seed %d", seed).isEqualTo(value);
      assertThat(read.at("/b/0").textValue()).as("seed %d", seed).isEqualTo(value + "/end");
      assertThat(read.at("/b/1/c")).as("seed %d", seed).hasSize(2);
      assertThat(read.at("/b/1/c/1").textValue()).as("seed %d", seed).isEqualTo(value);
      assertThat(
              new ObjectMapper().readValue(read.path("d").textValue().substring(2), String.class))
          .as("within a literal block, seed %d", seed)
          .isEqualTo(value);
    }
  }

  @Test
  void whateverAValueHoldsTheShellReadsItBack() throws Exception {
    Template template = new Template("printf '%s' @{value:/end}\n", Quoting.SHELL);
    for (long seed = 0; seed < 40; seed++) {
      String value = text(new Random(seed)).replace("\0", "");
      String filled = template.fill(Map.of("value", new Value.Text(value)));

      Process shell = new ProcessBuilder("sh", "-c", filled).start();
      String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(shell.waitFor()).isZero();
      assertThat(printed).as("seed %d", seed).isEqualTo(value + "/end");
    }
  }

  @Test
  void ofAPatternOnlyTheStarsAreFree() {
    Template template = new Template("@{images})\n", Quoting.SHELL);

    assertThat(template.fill(Map.of("images", new Value.Glob("*/a:$(x)*"))))
        .isEqualTo("*'/a:$(x)'*)\n");
  }

  @Test
  void linesKeepTheIndentationOfTheirPlace() {
    Template template = new Template("a: |\n  @{lines}\nb: 1\n", Quoting.JSON);

    assertThat(template.fill(Map.of("lines", new Value.Block("one\ntwo\n"))))
        .isEqualTo("a: |\n  one\n  two\nb: 1\n");
  }

  @Test
  void partsAreThereWhenTheyAreMeantToBe() {
    Template template =
        new Template(
            """
            #if yes
            yes
            #unless yes
            never
            #end
            #end
            #if no
            never
            #end
            #unless no
            not no
            #each items
            item @{name}
            #end
            #end
            """,
            Quoting.JSON);

    assertThat(
            template.fill(
                Map.of(
                    "yes", new Value.Flag(true),
                    "no", new Value.Flag(false),
                    "items",
                        new Value.Each(
                            List.of(
                                Map.of("name", new Value.Text("a")),
                                Map.of("name", new Value.Text("b")))))))
        .isEqualTo("yes\nnot no\nitem \"a\"\nitem \"b\"\n");
  }

  @Test
  void aPlaceThatNothingFillsIsADefect() {
    assertThatThrownBy(() -> new Template("@{missing}\n", Quoting.JSON).fill(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("missing");
    assertThatThrownBy(
            () -> new Template("#if a\n", Quoting.JSON).fill(Map.of("a", new Value.Flag(true))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("#end");
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(12);
    int[] choices = BAD.codePoints().toArray();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(choices[random.nextInt(choices.length)]);
    }
    return text.toString();
  }
}
