package io.registrysidecar.advisory.db;

import static io.registrysidecar.advisory.Osv.osv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.registrysidecar.advisory.Osv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Advisories with one defect each, from {@code src/test/resources/advisories/defects}: each is
 * rejected by itself, by its identifier, and the import goes on.
 */
final class DefectiveAdvisoriesTest {

  private static final Path FOLDER = Path.of("src/test/resources/advisories/defects");

  private static final Osv SOUND = osv("SOUND-1").affects("npm", "sound").from("0");

  @TempDir Path dir;

  static List<String> defects() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("defects")
  void aDefectIsRejectedByItself(String defect) throws IOException {
    Path folder = FOLDER.resolve(defect);
    Path file = dir.resolve("advisories.db");
    Path sound = Files.write(dir.resolve("sound.json"), SOUND.bytes());

    ImportResult result =
        new AdvisoryImport(InstantSource.fixed(Databases.NOW))
            .run(List.of(folder, sound), file, ImportProgress.NONE);

    assertThat(text(result, AdvisoryDatabase.open(file)))
        .isEqualTo(Files.readString(folder.resolve("expected.txt")));
  }

  /** These would be too large for a folder. */
  @Test
  void recordsBeyondAllBoundsAreRejectedByThemselves() throws IOException {
    Path huge = dir.resolve("huge.jsonl");
    try (var out = Files.newOutputStream(huge)) {
      out.write(SOUND.bytes());
      out.write("\n{\"id\": \"HUGE-1\", \"details\": \"".getBytes(StandardCharsets.US_ASCII));
      byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 33; i++) {
        out.write(block);
      }
      out.write("\"}\n".getBytes(StandardCharsets.US_ASCII));
      out.write(osv("SOUND-2").bytes());
    }
    Path file = dir.resolve("advisories.db");

    ImportResult result =
        new AdvisoryImport(InstantSource.fixed(Databases.NOW))
            .run(List.of(huge), file, ImportProgress.NONE);

    assertThat(result.info().records()).isEqualTo(2);
    assertThat(result.examples())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.id()).isEqualTo(huge + " line 2");
          assertThat(one.reason()).startsWith("it is larger than ");
        });
  }

  /** What ends too early may lack anything, so the old database is better. */
  @ParameterizedTest
  @MethodSource("cutOff")
  void aDocumentThatEndsTooEarlyEndsTheImport(String name, String content) throws IOException {
    Path cut = Files.writeString(dir.resolve(name), content);

    assertThatExceptionOfType(ImportFailed.class)
        .isThrownBy(() ->
            new AdvisoryImport(InstantSource.fixed(Databases.NOW))
                .run(List.of(cut), dir.resolve("advisories.db"), ImportProgress.NONE))
        .withMessageContaining(name)
        .withMessageContaining("Fetch it again");
  }

  static List<Object[]> cutOff() throws IOException {
    List<Object[]> all = new ArrayList<>();
    String secdb = Files.readString(FOLDER.resolve("secdb-package-text/security.json"));
    String updates = Files.readString(FOLDER.resolve("updateinfo-doctype/updateinfo.xml"));
    all.add(new Object[] {"security.json", secdb.substring(0, secdb.length() - 8)});
    all.add(new Object[] {"updateinfo.xml", updates.substring(0, updates.length() - 40)});
    all.add(new Object[] {"updateinfo.xml", updates.substring(0, updates.length() - 8)});
    return all;
  }

  private static String text(ImportResult result, AdvisoryDatabase database)
      throws UnusableDatabase {
    StringBuilder text = new StringBuilder();
    for (String id : ids(database)) {
      text.append("+ ").append(id).append("\n");
    }
    result.examples().stream()
        .map(one -> "! " + one.id() + ": " + one.reason() + "\n")
        .sorted()
        .forEach(text::append);
    return text + "newest " + database.info().newestRecord() + "\n";
  }

  /** Of all advisories that a defective record or its neighbours could become. */
  private static List<String> ids(AdvisoryDatabase database) throws UnusableDatabase {
    List<String> ids = new ArrayList<>();
    for (String id :
        List.of(
            "SOUND-1",
            "X-1",
            "X-2",
            "X-3",
            "WOLFI-SECDB-CVE-2026-1",
            "WOLFI-SECDB-CVE-2026-9",
            "ALAS2023-2026-001",
            "ALAS2023-2026-002",
            "GLSA-202601-01")) {
      if (database.advisory(id).isPresent()) {
        ids.add(id);
      }
    }
    assertThat(ids).hasSize(database.info().records());
    return ids;
  }
}
