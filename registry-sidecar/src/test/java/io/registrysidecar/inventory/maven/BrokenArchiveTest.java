package io.registrysidecar.inventory.maven;

import static io.registrysidecar.inventory.maven.Archives.read;
import static io.registrysidecar.testing.Jars.jar;
import static io.registrysidecar.testing.Jars.maven;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.testing.Evidence;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are broken, or made to break who reads them. */
class BrokenArchiveTest {

  @Test
  void aPomThatReadsOtherFilesIsRefused() {
    byte[] archive =
        jar()
            .entry(
                "META-INF/maven/g/a/pom.xml",
                """
                <!DOCTYPE project [<!ENTITY x SYSTEM "file:///etc/hostname">]>
                <project><groupId>g</groupId><artifactId>a</artifactId><version>&x;</version></project>
                """)
            .build();

    Evidence evidence = read("a.jar", archive);

    assertThat(evidence.names()).isEmpty();
    assertThat(evidence.codes()).containsExactly("archive-malformed");
  }

  @Test
  void aPomWithADefinitionThatTheParserHasNoWordsForIsMalformed() {
    byte[] archive =
        jar().entry("META-INF/maven/g/a/pom.xml", "<!DOCTYPE project [\u0004]><project/>").build();

    assertThat(read("a.jar", archive).codes()).containsExactly("archive-malformed");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 21, 100, 250})
  void anArchiveThatIsCutOffIsBroken(int length) {
    byte[] sound = maven("org.example", "a", "1.0");

    Evidence evidence = read("a.jar", Arrays.copyOf(sound, length));

    assertThat(evidence.names()).isEmpty();
    assertThat(evidence.codes()).containsExactly("evidence-malformed");
  }

  @Test
  void aBrokenInnerArchiveDoesNotHideTheOthers() {
    byte[] archive =
        jar()
            .pomProperties("org.example", "app", "1.0")
            .entry("lib/broken.jar", "not a zip file at all, but long enough to be read")
            .entry("lib/sound.jar", maven("org.example", "sound", "2.0"))
            .build();

    Evidence evidence = read("app.jar", archive);

    assertThat(evidence.places())
        .containsExactly("app.jar app 1.0", "app.jar!/lib/sound.jar sound 2.0");
    assertThat(evidence.notes())
        .extracting("code", "message")
        .containsExactly(
            tuple(
                "archive-malformed",
                "lib/broken.jar was not read: it is not a zip file, or it is cut off"));
  }

  @Test
  void anInnerArchiveThatIsLargerThanItClaimsIsNotRead() throws IOException {
    byte[] inner = maven("org.example", "a", "1.0");
    byte[] outer = jar().entry("a.jar", inner).build();
    int size = indexOf(outer, "PK\1\2") + 24;
    outer[size] = 10;
    outer[size + 1] = 0;

    Evidence evidence = read("outer.jar", outer);

    assertThat(evidence.notes())
        .extracting("message")
        .containsExactly("a.jar was not read: it has more than the 10 bytes that it claims");
  }

  @Test
  void anInnerArchiveThatClaimsMoreThanAnyMayHaveIsNotRead() {
    byte[] outer = jar().entry("a.jar", maven("org.example", "a", "1.0")).build();
    int size = indexOf(outer, "PK\1\2") + 24;
    Arrays.fill(outer, size, size + 4, (byte) 0xfe); // nearly four gibibytes

    Evidence evidence = read("outer.jar", outer);

    assertThat(evidence.codes()).containsExactly("archive-limit");
    assertThat(evidence.notes().getFirst().message())
        .startsWith("the java detector did not read a.jar: ")
        .contains("random-access-bytes");
  }

  @Test
  void arbitraryChangesNeverStopTheScan() {
    byte[] sound =
        jar()
            .manifest("Implementation-Version: 3.0")
            .entry("lib/a.jar", maven("org.example", "a", "1.0"))
            .stored("lib/b.jar", maven("org.example", "b", "2.0"))
            .build();
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      byte[] changed = sound.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }

      assertThat(read("a.jar", changed).codes())
          .as("seed %d", seed)
          .doesNotContain("detector-failed", "layer-corrupt");
    }
  }

  private static int indexOf(byte[] bytes, String ascii) {
    return new String(bytes, ISO_8859_1).indexOf(ascii);
  }
}
