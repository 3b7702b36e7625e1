package io.registrysidecar.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
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
  void fromADirectoryOfOthersNothingIsRemovedAndNothingIsLeftInIt() throws IOException {
    Files.createFile(directory.resolve("of-somebody-else.scratch"));
    ScratchSpace scratch = ScratchSpace.within(directory, 100);

    try (SeekableByteChannel open = scratch.newFile(60);
        var files = Files.list(directory)) {
      assertThat(open.isOpen()).isTrue();
      assertThat(files).containsExactly(directory.resolve("of-somebody-else.scratch"));
    }
    assertThatThrownBy(() -> scratch.newFile(101)).hasMessageEndingWith("(layers.scratch-bytes)");
  }

  @Test
  void anOpenFileHasNoNameSoThatACrashLeavesNothing() throws IOException {
    ScratchSpace scratch = new ScratchSpace(directory, 100);

    try (SeekableByteChannel open = scratch.newFile(60);
        var files = Files.list(directory)) {
      assertThat(open.isOpen()).isTrue();
      assertThat(files).isEmpty();
    }
  }

  @Test
  void anotherProgramThatStartsInTheSameDirectoryTakesNothingAway() throws IOException {
    ScratchSpace first = new ScratchSpace(directory, 100);

    try (SeekableByteChannel open = first.newFile(60)) {
      open.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
      new ScratchSpace(directory, 100).newFile(60).close();
      ByteBuffer read = ByteBuffer.allocate(3);
      open.position(0).read(read);

      assertThat(read.array()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void allFilesTogetherAreBounded() throws IOException {
    ScratchSpace scratch = new ScratchSpace(directory, 100);
    SeekableByteChannel first = scratch.newFile(60);

    assertThatThrownBy(() -> scratch.newFile(41))
        .isInstanceOf(FileLimitExceeded.class)
        .hasMessage("temporary files would need more than 100 bytes (layers.scratch-bytes)");
    first.close();
    first.close(); // gives its space back once

    scratch.newFile(100).close();
    assertThatThrownBy(() -> scratch.newFile(101)).isInstanceOf(FileLimitExceeded.class);
  }

  @Test
  void aDirectoryThatIsGoneIsSaidToBe() throws IOException {
    Path gone = directory.resolve("gone");
    ScratchSpace scratch = new ScratchSpace(gone, 100);
    Files.delete(gone);

    assertThatThrownBy(() -> scratch.newFile(1))
        .isInstanceOf(FileLimitExceeded.class)
        .hasMessageContaining(gone.toString());
  }
}
