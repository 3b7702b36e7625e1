package io.registrysidecar.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.image.CoverageNote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VexSourcesTest {

  @TempDir Path folder;

  @Test
  void aFileThatIsNotThereIsToldInWords() {
    Path missing = folder.resolve("missing.json");

    assertThat(notes(missing))
        .containsExactly(
            CoverageNote.of(
                VexSources.UNREADABLE,
                "VEX file " + missing + " was not read: there is no such file"));
  }

  @Test
  void aFileThatIsNoVexDocumentKeepsNoOtherFromBeingRead() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.json"), "{");
    Path missing = folder.resolve("missing.json");

    assertThat(notes(broken, missing))
        .hasSize(2)
        .first()
        .satisfies(note ->
            assertThat(note.message()).startsWith("VEX file " + broken + " was not used: "));
  }

  private static List<CoverageNote> notes(Path... files) {
    return new VexSources(List.of(files), Optional.empty(), true).everywhere().notes();
  }
}
