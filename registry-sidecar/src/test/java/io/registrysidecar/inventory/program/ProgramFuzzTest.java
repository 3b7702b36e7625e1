package io.registrysidecar.inventory.program;

import static io.registrysidecar.testing.Evidence.resource;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.registrysidecar.inventory.AnyBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes in what is within programs: scripts that were bundled, and bills of materials. In an
 * ordinary test run these are what real tools put there; {@code e2e/fuzz} searches for others.
 */
class ProgramFuzzTest {

  @MethodSource("scriptsByDeno")
  @FuzzTest(maxDuration = "5m")
  void scriptsByDeno(byte[] program) throws IOException {
    read(program);
  }

  static Stream<byte[]> scriptsByDeno() {
    return programs("deno-1.46.3", "deno-2.1.1", "deno-2.2.12", "deno-2.9.6");
  }

  @MethodSource("scriptsByBun")
  @FuzzTest(maxDuration = "5m")
  void scriptsByBun(byte[] program) throws IOException {
    read(program);
  }

  static Stream<byte[]> scriptsByBun() {
    return programs("bun-1.1.38-hoisted", "bun-1.3.5", "bun-1.4.5-minified-map", "bun-1.4.5");
  }

  /** The bill is compressed here, so that a search changes what it says. */
  @MethodSource("billsOfNativeImages")
  @FuzzTest(maxDuration = "5m")
  void billsOfNativeImages(byte[] bill) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bill);
    }
    read(MadePrograms.elf(compressed.toByteArray(), 300_000));
  }

  static Stream<byte[]> billsOfNativeImages() {
    return Stream.of("h2gis-0.0.3.sbom", "mesmo-0.1.0rc8.sbom")
        .map(name -> unpacked("/inventory/program/" + name));
  }

  private static void read(byte[] program) throws IOException {
    AnyBytes.read("usr/bin/app", program);
  }

  private static Stream<byte[]> programs(String... names) {
    return Stream.of(names).map(name -> unpacked("/inventory/program/" + name + ".elf.gz"));
  }

  private static byte[] unpacked(String resource) {
    try {
      return new GZIPInputStream(new ByteArrayInputStream(resource(resource))).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
