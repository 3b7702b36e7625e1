package io.registrysidecar.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShellWordTest {

  private static final List<String> HOSTILE =
      List.of(
          "plain",
          "",
          "it's",
          "'; rm -rf ~ #",
          "$(id) `id` ${HOME} \\ \" ! * ? [a] {a,b} ~ < > | & ;",
          "--flag",
          "two\nlines\n",
          "\u001b[2J\u001b]0;title\u0007",
          "bell\\'$'\\n",
          "right\u202eleft\u2028\u2066",
          "Grüße 漢字 \uD83D\uDE80");

  @Test
  void aShellTakesAWordForWhatItIs() throws Exception {
    assertThat(echoed(HOSTILE)).isEqualTo(HOSTILE);
  }

  @Test
  void soItIsForAnyText() throws Exception {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    String alphabet = "'\"\\$`!#&;|<>(){}[]*?~ \t\n\r\u0001\u0007\u001b\u007fab-=%\u00e9\u202e";
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      words.add(
          random
              .ints(random.nextInt(12), 0, alphabet.length())
              .mapToObj(at -> String.valueOf(alphabet.charAt(at)))
              .collect(Collectors.joining()));
    }

    assertThat(echoed(words)).as("seed %s", seed).isEqualTo(words);
  }

  @Test
  void aTerminalSeesNoControlCharacter() {
    assertThat(HOSTILE)
        .allSatisfy(text ->
            assertThat(ShellWord.of(text)).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]"));
  }

  @Test
  void anArgumentHasNoNul() {
    assertThat(ShellWord.isPossible("a\0b")).isFalse();
    assertThat(ShellWord.isPossible("half \uD83D")).isFalse();
    assertThatThrownBy(() -> ShellWord.of("a\0b")).isInstanceOf(IllegalArgumentException.class);
  }

  /** What a shell hands to a program, word by word. */
  private static List<String> echoed(List<String> words) throws Exception {
    String script =
        "printf '%s\\0' " + words.stream().map(ShellWord::of).collect(Collectors.joining(" "));
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", script);
    shell.environment().put("LC_ALL", "C.UTF-8");
    Process process = shell.start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    return Arrays.asList(out.substring(0, out.length() - 1).split("\0", -1));
  }
}
