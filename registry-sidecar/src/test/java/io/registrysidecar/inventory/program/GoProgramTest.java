package io.registrysidecar.inventory.program;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.program;
import static io.registrysidecar.testing.Evidence.resource;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.Evidence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoProgramTest {

  @ParameterizedTest
  @CsvSource({
    "go1.17-linux-amd64.elf, 1.17.13",
    "go1.26-linux-amd64.elf, 1.26.8",
    "go1.26-linux-amd64-cgo.elf, 1.26.8",
    "go1.26-linux-arm.elf, 1.26.8",
    "go1.26-linux-s390x-nobuildid.elf, 1.26.8",
    "go1.26-windows-arm64.exe, 1.26.8",
    "go1.26-darwin-arm64.macho, 1.26.8",
  })
  void programsTellTheModulesTheyWereBuiltOf(String fixture, String go) {
    Evidence evidence = read(fixture(fixture));

    assertThat(evidence.names())
        .containsExactly(
            "stdlib " + go,
            "example.com/fixture (devel)",
            "github.com/google/uuid v1.3.0",
            "golang.org/x/text v0.3.8");
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void neitherNameNorModeMatters() {
    byte[] program = fixture("go1.26-linux-amd64.elf");

    assertThat(Evidence.of(new ProgramDetector(), file("data/blob.bin", program)).names())
        .hasSize(4);
  }

  @Test
  void aProgramBeforeGo118WhoseHeadDoesNotTellItIsGoIsSaidToBeUnread() {
    byte[] program = fixture("go1.17-linux-amd64.elf");
    Arrays.fill(program, 0xf9c, 0x1000, (byte) 0); // the note that the Go linker writes
    Arrays.fill(program, 0x28, 0x30, (byte) 0); // where the sections are, which it puts first

    assertThat(read(program).codes()).containsExactly("go-build-info-unread");
  }

  @Test
  void programsOfOtherLanguagesHaveNoBuildInformation() {
    byte[] program = fixture("go1.26-linux-amd64.elf");
    int magic = indexOf(program, "Go buildinf:");
    program[magic + 3] ^= 1;

    assertThat(read(program).files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 20, 64, 100, 4095, 300_000, 1_600_000})
  void aProgramThatIsCutOffTellsNothingAndHarmsNobody(int length) {
    byte[] program = Arrays.copyOf(fixture("go1.26-linux-amd64.elf"), length);

    assertThat(Evidence.of(new ProgramDetector(), program("usr/bin/x", pad(program))).facts())
        .isEmpty();
  }

  @Test
  void arbitraryChangesNeverStopTheScan() {
    byte[] inline = fixture("go1.26-linux-amd64.elf");
    byte[] pointers = fixture("go1.17-linux-amd64.elf");
    for (byte[] sound : new byte[][] {inline, pointers}) {
      int magic = indexOf(sound, "Go buildinf:");
      for (int seed = 0; seed < 60; seed++) {
        Random random = new Random(seed);
        byte[] changed = sound.clone();
        int at = random.nextBoolean() ? random.nextInt(400) : magic + random.nextInt(60);
        changed[at] = (byte) random.nextInt();

        assertThat(read(changed).codes())
            .as("seed %d", seed)
            .doesNotContain("detector-failed", "layer-corrupt");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "go1.21.3, 1.21.3",
    "go1.22rc1, 1.22rc1",
    "go1.21, 1.21",
    "go1.20.12 X:boringcrypto, 1.20.12",
    "go1.22.1-fips, 1.22.1",
    "go1.20.12 (Red Hat 1.20.12-1.el9), 1.20.12",
    "devel go1.24-abcdef, devel go1.24-abcdef",
  })
  void whatBuildersAddToTheVersionOfGoIsCutOff(String goVersion, String expected) {
    Collected found = new Collected();

    GoModules.tell(goVersion, "", found);

    assertThat(found.names).containsExactly("stdlib " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-s -w -X main.version=1.2.3 -X main.commit=abc|v1.2.3",
        "-X github.com/a/b/version.Version=v1.2.3-rc.1|v1.2.3-rc.1",
        "-X 'k8s.io/b.gitVersion=v1.30.1+k3s1'|v1.30.1+k3s1",
        "-X main.goversion=1.2.3|(devel)",
        "-X main.version=dev|(devel)",
        "-X main.version=1.2.3.4.5|(devel)",
        "-X main.conversion=1.2.3|(devel)",
        "|(devel)",
      })
  void theLinkerMayKnowTheVersionOfTheMainModule(String flags, String expected) {
    Collected found = new Collected();

    GoModules.tell("", "mod\texample.com/x\t(devel)\t\nbuild\t-ldflags=\"" + flags + "\"\n", found);

    assertThat(found.names).containsExactly("x " + expected);
  }

  @Test
  void aModuleThatWasReplacedByADirectoryKeepsItsNameWithoutVersion() {
    Collected found = new Collected();

    GoModules.tell(
        "",
        """
        path\texample.com/x
        mod\texample.com/x\tv1.2.3\t
        dep\texample.com/a/b\tv1.0.0
        =>\t./b\t\t
        dep\texample.com/c\tv1.0.0\th1:x
        """,
        found);

    assertThat(found.names).containsExactly("x v1.2.3", "b (devel)", "c v1.0.0");
  }

  @Test
  void aModuleThatWasReplacedByAnotherIsTheOther() {
    Collected found = new Collected();

    GoModules.tell(
        "",
        """
        path\texample.com/x
        mod\texample.com/x\tv1.2.3\t
        dep\texample.com/a\tv1.0.0
        =>\texample.com/fork\tv1.0.1-patched\th1:x
        dep\texample.com/c\tv1.0.0
        =>\texample.com/c\tv1.4.0\th1:x
        """,
        found);

    assertThat(found.names).containsExactly("x v1.2.3", "fork v1.0.1-patched", "c v1.4.0");
  }

  private static Evidence read(byte[] program) {
    return Evidence.of(new ProgramDetector(), program("usr/bin/fixture", program));
  }

  /** At least as long as any program. */
  private static byte[] pad(byte[] program) {
    return program.length < 300_000 ? Arrays.copyOf(program, 300_000) : program;
  }

  private static byte[] fixture(String name) {
    try (GZIPInputStream in =
        new GZIPInputStream(
            new ByteArrayInputStream(resource("/inventory/program/" + name + ".gz")))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int indexOf(byte[] bytes, String ascii) {
    return new String(bytes, ISO_8859_1).indexOf(ascii);
  }
}
