package io.registrysidecar.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StandingFileTest extends LayerFileContract {

  @Override
  LayerFile file(byte[] content, ScratchSpace scratch) throws IOException {
    Path file = Files.write(directory.resolve("a"), content);
    return standing(file, content.length, scratch);
  }

  @Test
  void aLinkIsNotFollowedEvenIfItCameBetween() throws IOException {
    Path target = Files.writeString(directory.resolve("outside"), "secret");
    Path link = Files.createSymbolicLink(directory.resolve("link"), target);

    LayerFile file = standing(link, 6, ScratchSpaces.none());

    assertThatThrownBy(() -> file.bytes(100)).isInstanceOf(IOException.class);
  }

  private static LayerFile standing(Path file, long size, ScratchSpace scratch) {
    LayerEntry entry = new LayerEntry(TarPath.of("a"), LayerEntry.Kind.FILE, size, 0644, null);
    return new StandingFile(entry, file, LayerContext.of(scratch));
  }
}
