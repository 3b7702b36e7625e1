package io.registrysidecar.inventory.program;

import static io.registrysidecar.testing.Contents.program;
import static io.registrysidecar.testing.Evidence.resource;
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
import org.junit.jupiter.params.provider.ValueSource;

class RustProgramTest {

  @ParameterizedTest
  @ValueSource(strings = {"rust1.95-linux-amd64-stripped.elf", "rust1.95-linux-amd64-bfd.elf"})
  void programsTellTheCratesTheyWereBuiltOf(String fixture) {
    Evidence evidence = read(fixture(fixture));

    assertThat(evidence.names()).containsExactly("fixture 0.3.0", "itoa 1.0.9", "smallvec 1.6.0");
    assertThat(evidence.facts()).allMatch(fact -> fact.type().equals("cargo"));
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void aListThatCannotBeUnpackedIsSaidToBeBroken() {
    byte[] program = fixture("rust1.95-linux-amd64-stripped.elf");
    program[0x45e82 + 20] ^= 0x55; // within the section

    assertThat(read(program).codes()).containsExactly("evidence-malformed");
  }

  @Test
  void withoutTheTableOfSectionsNothingIsKnown() {
    byte[] program = fixture("rust1.95-linux-amd64-stripped.elf");

    Evidence evidence = read(Arrays.copyOf(program, program.length - 2000));

    assertThat(evidence.files()).isEmpty();
  }

  @Test
  void arbitraryChangesNeverStopTheScan() {
    byte[] sound = fixture("rust1.95-linux-amd64-stripped.elf");
    int broken = 0;
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      byte[] changed = sound.clone();
      int start = random.nextBoolean() ? 0 : 0x45e82;
      int length = start == 0 ? 1024 : sound.length - start;
      changed[start + random.nextInt(length)] = (byte) random.nextInt();

      Evidence evidence = read(changed);
      assertThat(evidence.codes())
          .as("seed %d", seed)
          .doesNotContain("detector-failed", "layer-corrupt");
      broken += evidence.names().size() == 3 ? 0 : 1;
    }
    assertThat(broken).isBetween(1, 99);
  }

  private static Evidence read(byte[] content) {
    return Evidence.of(new ProgramDetector(), program("usr/bin/fixture", content));
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
}
