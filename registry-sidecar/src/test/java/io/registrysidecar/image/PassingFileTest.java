package io.registrysidecar.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PassingFileTest extends LayerFileContract {

  @Override
  LayerFile file(byte[] content, ScratchSpace scratch) {
    LayerEntry entry =
        new LayerEntry(TarPath.of("a"), LayerEntry.Kind.FILE, content.length, 0644, null);
    return new PassingFile(entry, new ByteArrayInputStream(content), LayerContext.of(scratch));
  }

  @Test
  void contentPassesOnce() throws IOException {
    LayerFile file = file(new byte[] {1, 2, 3}, ScratchSpaces.none());
    file.stream().close();

    assertThatThrownBy(file::stream).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> file.bytes(9)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> file.peek(1)).isInstanceOf(IllegalStateException.class);
  }
}
