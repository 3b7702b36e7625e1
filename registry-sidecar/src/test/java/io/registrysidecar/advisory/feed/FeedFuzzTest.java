package io.registrysidecar.advisory.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a file of a feed: they are records, rejected, or a feed that cannot be read, and
 * nothing else. In an ordinary test run these are advisories with one defect each; {@code e2e/fuzz}
 * searches for more. The first byte tells the kind of file.
 */
class FeedFuzzTest {

  private static final Path DEFECTS = Path.of("src/test/resources/advisories/defects");
  private static final List<String> NAMES =
      List.of("a.json", "a.jsonl", "a.xml", "a.csv", "wolfi.json");

  /** The place of XML among {@link #NAMES}. */
  private static final int XML = 2;

  private static final FeedLimits SMALL = new FeedLimits(1 << 16, 64, 50, 1 << 20, 1 << 20);

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void anyBytesAreReadOrRefused(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    Collected collected = new Collected();
    String name = NAMES.get((input[0] & 0xff) % NAMES.size());
    try {
      new OsvFeed(SMALL)
          .read(name, new ByteArrayInputStream(input, 1, input.length - 1), collected);
    } catch (UnreadableFeed e) {
      assertThat(e).hasMessageContaining(name);
    }
    for (RawRecord raw : collected.records) {
      parse(raw, collected);
    }
    assertThat(collected.rejected).allSatisfy(record -> assertThat(record.reason()).isNotBlank());
    assertThat(collected.advisories).allSatisfy(record -> assertThat(record.id()).isNotBlank());
  }

  @MethodSource("xml")
  @FuzzTest(maxDuration = "5m")
  void anyXmlIsReadOrRefused(byte[] input) throws IOException {
    anyBytesAreReadOrRefused(seed(XML, input));
  }

  private static void parse(RawRecord raw, Collected collected) {
    try {
      if (new OsvParser(SMALL).parse(raw) instanceof OsvRecord record) {
        collected.advisories.add(record);
      }
    } catch (MalformedRecord e) {
      collected.rejected.add(e);
    }
  }

  static Stream<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.walk(DEFECTS)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        int kind = kind(file.getFileName().toString());
        if (kind >= 0) {
          seeds.add(seed(kind, Files.readAllBytes(file)));
        }
      }
    }
    seeds.add(
        seed(3, "cve,epss,percentile,date\nCVE-2026-1,0.5,2,x\n".getBytes(StandardCharsets.UTF_8)));
    return seeds.stream();
  }

  /** Those of Gentoo and of distributions with rpm. */
  static Stream<byte[]> xml() throws IOException {
    return seeds()
        .filter(seed -> seed[0] == XML)
        .map(seed -> Arrays.copyOfRange(seed, 1, seed.length));
  }

  private static int kind(String file) {
    return switch (file) {
      case "record.json" -> 0;
      case "records.jsonl" -> 1;
      case "updateinfo.xml", "glsa.xml" -> XML;
      case "security.json" -> 4;
      default -> -1;
    };
  }

  private static byte[] seed(int kind, byte[] content) throws IOException {
    ByteArrayOutputStream seed = new ByteArrayOutputStream();
    seed.write(kind);
    seed.write(content);
    return seed.toByteArray();
  }
}
