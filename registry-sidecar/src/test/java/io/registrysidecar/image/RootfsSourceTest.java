package io.registrysidecar.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.image.LayerEntry.Kind;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootfsSourceTest {

  @TempDir Path directory;

  private final RecordingVisitor visitor = new RecordingVisitor();

  @Test
  void aDirectoryIsOneLayer() throws Exception {
    put("etc/os-release", "ID=debian\n");
    put("usr/bin/tool", "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        root().resolve("usr/bin/tool"), PosixFilePermissions.fromString("rwxr-xr-x"));

    read();

    assertThat(visitor.contents)
        .containsEntry("etc/os-release", "ID=debian\n")
        .containsEntry("usr/bin/tool", "#!/bin/sh\n");
    assertThat(visitor.entries)
        .extracting(entry -> entry.path().value(), LayerEntry::kind)
        .contains(tuple("etc", Kind.DIRECTORY), tuple("usr/bin/tool", Kind.FILE));
    assertThat(visitor.entries)
        .filteredOn(entry -> entry.path().value().equals("usr/bin/tool"))
        .extracting(LayerEntry::mode)
        .containsExactly(0755);
  }

  @Test
  void linksAreShownButNotFollowed() throws Exception {
    Path outside = Files.writeString(directory.resolve("outside"), "secret");
    Files.createDirectories(root().resolve("etc"));
    Files.createSymbolicLink(root().resolve("etc/passwd"), outside);
    Files.createSymbolicLink(root().resolve("everything"), directory);
    Files.createSymbolicLink(root().resolve("loop"), Path.of("loop"));

    read();

    assertThat(visitor.entries)
        .extracting(entry -> entry.path().value(), LayerEntry::kind, LayerEntry::target)
        .containsExactlyInAnyOrder(
            tuple("etc", Kind.DIRECTORY, null),
            tuple("etc/passwd", Kind.SYMBOLIC_LINK, outside.toString()),
            tuple("everything", Kind.SYMBOLIC_LINK, directory.toString()),
            tuple("loop", Kind.SYMBOLIC_LINK, "loop"));
    assertThat(visitor.contents).isEmpty();
  }

  @Test
  void nothingIsAWhiteoutWhateverItsName() throws Exception {
    put("etc/.wh.motd", "x");

    read();

    assertThat(visitor.contents).containsOnlyKeys("etc/.wh.motd");
  }

  @Test
  void itsDigestChangesWithWhatIsThere() throws Exception {
    put("a", "x");
    Digest before = digest();

    assertThat(digest()).isEqualTo(before);
    Files.setLastModifiedTime(root().resolve("a"), FileTime.fromMillis(1));
    assertThat(digest()).isNotEqualTo(before);
  }

  @Test
  void itIsNeverKept() throws Exception {
    put("a", "x");

    assertThat(read().lasting()).isFalse();
  }

  @Test
  void aDirectoryThatIsNotThereIsNoImage() {
    assertThatThrownBy(() -> LocalImages.open("rootfs:" + directory.resolve("none")))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("none is not a directory");
  }

  private LayerSummary read() throws Exception {
    return layer().read(visitor, LayerContext.of(ScratchSpaces.none()));
  }

  private Digest digest() throws Exception {
    return layer().descriptor().digest();
  }

  private Layer layer() throws Exception {
    try (ImageSource source = LocalImages.open("rootfs:" + root()).orElseThrow()) {
      return ImageTrees.read(source, PlatformFilter.all()).images().getFirst().layers().getFirst();
    }
  }

  private Path root() throws IOException {
    return Files.createDirectories(directory.resolve("root"));
  }

  private void put(String path, String content) throws IOException {
    Path file = root().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
