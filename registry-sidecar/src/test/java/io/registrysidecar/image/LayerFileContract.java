package io.registrysidecar.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every file of a layer promises to those who read it. One subclass for each kind. */
abstract class LayerFileContract {

  private static final int LARGE = 3 << 20;

  @TempDir Path directory;

  /** A file with {@code content}, whose temporary files are in {@code scratch}. */
  abstract LayerFile file(byte[] content, ScratchSpace scratch) throws IOException;

  @Test
  void theHeadMayBeLookedAtBeforeTheWholeIsRead() throws IOException {
    byte[] content = content(10_000);
    LayerFile file = file(content);

    assertThat(file.peek(4)).isEqualTo(Arrays.copyOf(content, 4));
    assertThat(file.peek(100_000)).isEqualTo(Arrays.copyOf(content, LayerFile.PEEK));
    assertThat(file.peek(2)).isEqualTo(Arrays.copyOf(content, 2));
    assertThat(file.stream().readAllBytes()).isEqualTo(content);
  }

  @Test
  void theHeadOfASmallFileIsAllOfIt() throws IOException {
    assertThat(file(new byte[] {1, 2}).peek(4096)).containsExactly(1, 2);
    assertThat(file(new byte[0]).peek(4096)).isEmpty();
  }

  @Test
  void bytesAreAllOrNothing() throws IOException {
    byte[] content = content(1000);

    assertThat(file(content).bytes(1000)).isEqualTo(content);
    assertThatThrownBy(() -> file(content).bytes(999))
        .isInstanceOf(FileLimitExceeded.class)
        .hasMessageContaining("1000 bytes");
  }

  @Test
  void aSmallFileCanBeReadAtRandom() throws IOException {
    assertReadableAtRandom(content(1000));
  }

  @Test
  void aLargeFileCanBeReadAtRandom() throws IOException {
    assertReadableAtRandom(content(LARGE));
  }

  @Test
  void whatWasUnpackedCanBeReadAtRandomAndIsGoneWhenClosed() throws IOException {
    byte[] unpacked = content(LARGE);
    LayerFile file = file(new byte[] {1});

    for (int i = 0; i < 3; i++) { // the room is for one at a time
      try (SeekableByteChannel channel = file.unpacked(new ByteArrayInputStream(unpacked), LARGE)) {
        assertThat(channel.size()).isEqualTo(LARGE);
        assertThat(read(channel, LARGE - 10, 10))
            .isEqualTo(Arrays.copyOfRange(unpacked, LARGE - 10, LARGE));
      }
    }
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.filter(path -> path.toString().endsWith(".scratch"))).isEmpty();
    }
  }

  @Test
  void moreThanWasClaimedIsNotUnpacked() throws IOException {
    LayerFile file = file(new byte[] {1});
    InputStream endless = InputStream.nullInputStream();

    assertThatThrownBy(() -> file.unpacked(new ByteArrayInputStream(content(11)), 10))
        .isInstanceOf(FileLimitExceeded.class)
        .hasMessageContaining("more than the 10 bytes that it claims");
    assertThatThrownBy(() -> file.unpacked(endless, 1L << 40))
        .isInstanceOf(FileLimitExceeded.class)
        .hasMessageContaining("random-access-bytes");
  }

  private void assertReadableAtRandom(byte[] content) throws IOException {
    LayerFile file = file(content);
    file.peek(4);
    SeekableByteChannel channel = file.channel();

    assertThat(channel.position()).isZero();
    assertThat(channel.size()).isEqualTo(content.length);
    for (int start : new int[] {content.length - 7, 0, content.length / 2}) {
      assertThat(read(channel, start, 7)).isEqualTo(Arrays.copyOfRange(content, start, start + 7));
    }
    assertThat(channel.position(content.length).read(ByteBuffer.allocate(1))).isEqualTo(-1);
  }

  private LayerFile file(byte[] content) throws IOException {
    return file(content, ScratchSpaces.of(directory, LARGE));
  }

  private static byte[] read(SeekableByteChannel channel, int start, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    channel.position(start);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // A read may give less than there is.
    }
    return bytes.array();
  }

  private static byte[] content(int size) {
    byte[] content = new byte[size];
    for (int i = 0; i < size; i++) {
      content[i] = (byte) (i * 31 + i / 251);
    }
    return content;
  }
}
