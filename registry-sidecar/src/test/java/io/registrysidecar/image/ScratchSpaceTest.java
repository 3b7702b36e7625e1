package io.registrysidecar.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchSpaceTest {

  @TempDir Path directory;

  @Test
  void whatAnEarlierRunLeftIsRemovedAndNothingElse() throws IOException {
    Files.createFile(directory.resolve("17-1.scratch"));
    Files.createFile(directory.resolve("state.db"));

    new ScratchSpace(directory, 0);

    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve("state.db"));
    }
  }

  @Test
  void allFilesTogetherAreBounded() throws IOException {
    ScratchSpace scratch = new ScratchSpace(directory, 100);
    SeekableByteChannel first = scratch.newFile(60);

    assertThatThrownBy(() -> scratch.newFile(41))
        .isInstanceOf(LayerLimitExceeded.class)
        .hasMessage("temporary files would need more than 100 bytes (scratch-bytes)");
    first.close();
    first.close(); // gives its space back once

    scratch.newFile(100).close();
    assertThatThrownBy(() -> scratch.newFile(101)).isInstanceOf(LayerLimitExceeded.class);
  }

  @Test
  void aDirectoryThatIsGoneIsSaidToBe() throws IOException {
    Path gone = directory.resolve("gone");
    ScratchSpace scratch = new ScratchSpace(gone, 100);
    Files.delete(gone);

    assertThatThrownBy(() -> scratch.newFile(1))
        .isInstanceOf(LayerLimitExceeded.class)
        .hasMessageContaining(gone.toString());
  }
}
