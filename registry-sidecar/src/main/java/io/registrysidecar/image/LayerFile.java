package io.registrysidecar.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/**
 * A regular file that passes by while its layer is streamed. Content that nobody asks for is
 * skipped; what is asked for is read once, within the limits of its {@link Want}. Valid only during
 * the call that it is handed to.
 */
public interface LayerFile {

  /** Where the file is. */
  TarPath path();

  /** Its size in bytes, as its tar header says. */
  long size();

  /** Its permission bits. */
  int mode();

  /** Its first bytes, at most {@code count} (up to 4096), without consuming them. */
  byte[] peek(int count) throws IOException;

  /** The whole content as a stream. */
  InputStream stream() throws IOException;

  /**
   * The whole content in memory.
   *
   * @throws LayerLimitExceeded if it is larger than {@code limit}
   */
  byte[] bytes(int limit) throws IOException;

  /**
   * The whole content with random access: in memory when small, else in a bounded temporary file.
   */
  SeekableByteChannel channel() throws IOException;
}
