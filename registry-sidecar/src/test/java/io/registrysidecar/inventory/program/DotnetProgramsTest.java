package io.registrysidecar.inventory.program;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.program;
import static io.registrysidecar.testing.Evidence.resource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.Evidence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundle is laid out as the host of .NET describes it; the assembly is a real one. */
class DotnetProgramsTest {

  private static final byte[] SIGNATURE =
      HexFormat.of().parseHex("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae");

  private static final byte[] DEPS =
      "{\"libraries\": {\"Newtonsoft.Json/13.0.1\": {\"type\": \"package\"}}}".getBytes(UTF_8);

  private static final int LENGTH = 300_000;

  @Test
  void aSingleFileProgramTellsItsPackages() {
    Evidence evidence = read(bundle(6, DEPS.length));

    assertThat(evidence.names()).containsExactly("Newtonsoft.Json 13.0.1");
    assertThat(evidence.facts()).allMatch(fact -> fact.type().equals("nuget"));
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void aProgramThatOnlyCouldCarryABundleTellsNothing() {
    byte[] program = bundle(6, DEPS.length);
    Arrays.fill(program, 5000, 5008, (byte) 0);

    assertThat(read(program).files()).isEmpty();
  }

  @Test
  void theFirstFormatIsSaidToBeUnread() {
    assertThat(read(bundle(1, DEPS.length)).codes()).containsExactly("dotnet-bundle-unread");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1 << 30, LENGTH})
  void aBundleThatLiesAboutSizesIsBroken(long size) {
    assertThat(read(bundle(6, size)).codes()).containsExactly("evidence-malformed");
  }

  @Test
  void anAssemblyTellsItsVersion() {
    byte[] assembly = assembly();

    assertThat(
            Evidence.of(new AssemblyDetector(), file("app/Python.Runtime.dll", assembly)).names())
        .containsExactly("Python.Runtime 3.2.1");
    assertThat(Evidence.of(new AssemblyDetector(), file("app/Renamed.dll", assembly)).files())
        .as("under another name than its own")
        .isEmpty();
    assertThat(Evidence.of(new AssemblyDetector(), file("a/x.exe", windowsProgram())).files())
        .as("no assembly")
        .isEmpty();
  }

  private static Evidence read(byte[] content) {
    return Evidence.of(new ProgramDetector(), program("app/server", content));
  }

  /** Writable data up to byte 8192, then the bundle. */
  private static byte[] bundle(int version, long depsSize) {
    ByteBuffer file =
        ByteBuffer.wrap(MadePrograms.elf(new byte[0], LENGTH)).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(96, 8192 - 4096);
    file.putLong(5000, 200_000).put(5008, SIGNATURE);
    file.put(100_000, DEPS);
    file.putInt(200_000, version).putInt(200_004, 0).putInt(200_008, 1);
    file.put(200_012, (byte) 4).put(200_013, "abcd".getBytes(UTF_8));
    file.putLong(200_017, 100_000).putLong(200_025, depsSize);
    return file.array();
  }

  private static byte[] assembly() {
    return unpacked("Python.Runtime.dll.gz");
  }

  private static byte[] windowsProgram() {
    return unpacked("go1.26-windows-arm64.exe.gz");
  }

  private static byte[] unpacked(String name) {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(resource("/inventory/program/" + name)))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
