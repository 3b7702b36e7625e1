package io.registrysidecar.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What an operator names as a file is one, or is refused with the reason; nothing waits. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RegularFileTest {

  @TempDir private Path directory;

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void refusesANamedPipeAtOnce() throws Exception {
    Path pipe = directory.resolve("key.pem");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThatThrownBy(() -> RegularFile.open(pipe).close())
        .isInstanceOfSatisfying(
            FileSystemException.class,
            e ->
                assertThat(FileProblem.reason(e))
                    .isEqualTo(
                        "it is a pipe, a socket or a device; write the content into a regular"
                            + " file"));
  }

  @Test
  void refusesADirectory() {
    assertThatThrownBy(() -> RegularFile.open(directory).close())
        .hasMessage(directory + ": it is a directory; name the file in it");
  }

  @Test
  void followsALink() throws IOException {
    Path file = Files.writeString(directory.resolve("..data"), "secret");
    Path link = Files.createSymbolicLink(directory.resolve("token"), file);

    try (InputStream in = RegularFile.open(link)) {
      assertThat(in.readAllBytes()).asString().isEqualTo("secret");
    }
  }

  @Test
  void saysThatThereIsNone() {
    assertThatThrownBy(() -> RegularFile.open(directory.resolve("missing")).close())
        .isInstanceOf(NoSuchFileException.class);
  }
}
