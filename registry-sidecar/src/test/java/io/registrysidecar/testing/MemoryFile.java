package io.registrysidecar.testing;

import io.registrysidecar.image.FileLimitExceeded;
import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * A file of a layer that a test has in memory.
 *
 * @param path where it is
 * @param content what it holds
 */
@SuppressWarnings("ArrayRecordComponent")
public record MemoryFile(TarPath path, byte[] content) implements LayerFile {

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public int mode() {
    return 0755;
  }

  @Override
  public byte[] peek(int count) {
    return Arrays.copyOf(content, Math.min(count, content.length));
  }

  @Override
  public InputStream stream() {
    return new ByteArrayInputStream(content);
  }

  @Override
  public byte[] bytes(int limit) throws IOException {
    if (content.length > limit) {
      throw new FileLimitExceeded("it has " + content.length + " bytes");
    }
    return content.clone();
  }

  @Override
  public SeekableByteChannel channel() {
    return new SeekableInMemoryByteChannel(content.clone());
  }

  @Override
  public SeekableByteChannel unpacked(InputStream unpacked, long size) throws IOException {
    byte[] bytes = unpacked.readNBytes((int) Math.min(size, 64 << 20));
    if (unpacked.read() >= 0) {
      throw new FileLimitExceeded("it has more than " + size + " bytes");
    }
    return new SeekableInMemoryByteChannel(bytes);
  }
}
