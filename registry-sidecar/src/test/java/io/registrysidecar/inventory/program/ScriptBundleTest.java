package io.registrysidecar.inventory.program;

import static io.registrysidecar.testing.Contents.program;
import static io.registrysidecar.testing.Evidence.resource;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.Identification.Basis;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import io.registrysidecar.testing.Evidence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that real releases of Deno and Bun compiled, cut down. */
final class ScriptBundleTest {

  private static final String COMPARE = "@isaacs/string-locale-compare 1.1.0";
  private static final String CACHE = "lru-cache 6.0.0";
  private static final String NEEDED = "yallist 4.0.0";

  @ParameterizedTest
  @ValueSource(strings = {"deno-1.46.3", "deno-2.1.1", "deno-2.2.12", "deno-2.9.6"})
  void whatDenoCompiledHasItsPackages(String name) {
    Evidence evidence = read(bytes(name));

    assertThat(evidence.names()).containsExactlyInAnyOrder(COMPARE, CACHE, NEEDED);
    assertThat(evidence.facts())
        .allSatisfy(fact -> {
          assertThat(fact.type()).isEqualTo("npm");
          assertThat(fact.licenses()).isNotEmpty();
        });
    assertThat(evidence.places())
        .anyMatch(place ->
            place.endsWith("node_modules/localhost/yallist/4.0.0/package.json yallist 4.0.0"));
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void onWindowsTheBundleIsAResource() {
    byte[] program = unpacked("deno-2.9.6-windows.exe.gz");

    assertThat(read(program).names()).containsExactlyInAnyOrder(COMPARE, CACHE, NEEDED);
    assertThat(read(program).notes()).isEmpty();
  }

  /** In the directory of types, of names, of languages, and in the place of the data. */
  @ParameterizedTest
  @ValueSource(ints = {12, 14, 16, 20, 36, 40, 44, 60, 64, 68})
  void resourcesThatLieAreReadOrRefused(int at) {
    byte[] program = unpacked("deno-2.9.6-windows.exe.gz");
    byte[] name = "D3N0L4ND".getBytes(UTF_16LE);
    int resources = resources(program);
    assertThat(new String(program, ISO_8859_1)).contains(new String(name, ISO_8859_1));

    for (int value : new int[] {0, 1, 0x7fffffff, 0x80000000, 0x8000ffff, -1}) {
      byte[] lying = program.clone();
      ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putInt(resources + at, value);
      assertThat(read(lying).codes())
          .allSatisfy(code -> assertThat(code).isEqualTo("script-bundle-unread"));
    }
  }

  @Test
  void whatWasResolvedCountsWhereTheFileSystemLacksIt() {
    byte[] program = bytes("deno-2.9.6");
    replace(program, ".deno_compile_node_modules\"", ".deno_compile_node_modulex\"");

    assertThat(read(program).facts())
        .containsExactlyInAnyOrder(
            PackageFact.of("npm", "@isaacs", "string-locale-compare", "1.1.0")
                .with(provided("@isaacs/string-locale-compare@1.1.0")),
            PackageFact.of("npm", null, "lru-cache", "6.0.0")
                .with(new Relations(List.of(List.of("yallist@4.0.0")), List.of("lru-cache@6.0.0"))),
            PackageFact.of("npm", null, "yallist", "4.0.0").with(provided("yallist@4.0.0")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bun-1.4.5", "bun-1.3.5", "bun-1.4.5-minified-map"})
  void pathsTellVersionsWherePackagesAreKeptApart(String name) {
    Evidence evidence = read(bytes(name));

    assertThat(evidence.names()).contains(COMPARE, CACHE, NEEDED).hasSize(4);
    assertThat(evidence.names()).anyMatch(each -> each.equals("bun " + name.split("-", -1)[1]));
    assertThat(evidence.facts())
        .as("a path in a comment is not a statement")
        .allMatch(fact -> fact.identification().basis() == Basis.PROGRAM_TEXT);
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void otherwiseTheNamesAreSaidWithoutVersions() {
    Evidence evidence = read(bytes("bun-1.1.38-hoisted"));

    assertThat(evidence.names()).containsExactly("bun 1.1.38");
    assertThat(evidence.codes()).containsExactly("bundle-versions-unknown");
    assertThat(evidence.notes().getFirst().message())
        .contains("3 npm packages", "@isaacs/string-locale-compare, lru-cache, yallist");
  }

  @Test
  void minifiedScriptsTellNothing() {
    Evidence evidence = read(bytes("bun-1.4.5-minified"));

    assertThat(evidence.names()).containsExactly("bun 1.4.5");
    assertThat(evidence.codes()).containsExactly("bundle-packages-unknown");
  }

  /** Places within the record in front of the last line: of the length, and of the table. */
  @ParameterizedTest
  @ValueSource(ints = {0, 8, 12})
  void aTableThatLiesIsBroken(int place) {
    byte[] program = bytes("bun-1.3.5");
    int record = program.length - 8 - 16 - 32;
    ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN).putInt(record + place, 0x7fffff00);

    Evidence evidence = read(program);

    assertThat(evidence.codes()).containsExactly("script-bundle-unread");
    assertThat(evidence.names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7})
  void lengthsInABundleByDenoThatLieAreBroken(int octet) {
    byte[] program = bytes("deno-2.9.6");
    int lengthOfMetadata = indexOf(program, "d3n0l4ndd3n0l4nd") + 16;
    program[lengthOfMetadata + octet] ^= 0x55;

    assertThat(read(program).codes()).containsExactly("script-bundle-unread");
  }

  @Test
  void aManifestThatIsBrokenDoesNotHideOthers() {
    byte[] program = bytes("deno-2.9.6");
    replace(program, "\"name\": \"yallist\"", "\"name\": \\yallist\"");

    Evidence evidence = read(program);

    assertThat(evidence.names()).containsExactlyInAnyOrder(COMPARE, CACHE, NEEDED);
    assertThat(evidence.codes()).containsExactly("script-bundle-unread");
  }

  private static Relations provided(String name) {
    return new Relations(List.of(), List.of(name));
  }

  private static void replace(byte[] program, String text, String by) {
    int at = indexOf(program, text);
    for (int i = 0; i < by.length(); i++) {
      program[at + i] = (byte) by.charAt(i);
    }
  }

  private static int indexOf(byte[] program, String text) {
    int at = new String(program, ISO_8859_1).indexOf(text);
    assertThat(at).as(text).isPositive();
    return at;
  }

  private static Evidence read(byte[] content) {
    return Evidence.of(new ProgramDetector(), program("usr/bin/app", content));
  }

  /** Where the section of resources is: its entry in the table has its place behind 20 bytes. */
  private static int resources(byte[] program) {
    int section = new String(program, ISO_8859_1).indexOf(".pedata\0");
    return ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN).getInt(section + 20);
  }

  private static byte[] bytes(String name) {
    return unpacked(name + ".elf.gz");
  }

  private static byte[] unpacked(String name) {
    byte[] packed = resource("/inventory/program/" + name);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
