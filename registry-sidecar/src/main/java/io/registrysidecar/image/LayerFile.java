package io.registrysidecar.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/**
 * A regular file that passes by while its layer is streamed. Its content passes once: after one of
 * {@link #stream}, {@link #bytes} and {@link #channel} was called, the others may not be; {@link
 * #peek} comes before them. Valid only during the call that it is handed to.
 */
public interface LayerFile {

  /** The most bytes that {@link #peek} gives. */
  int PEEK = 4096;

  /** Where the file is. */
  TarPath path();

  /** Its size in bytes, as its tar header says. */
  long size();

  /** Its permission bits. */
  int mode();

  /** Its first bytes, at most {@code count} (up to {@link #PEEK}), without consuming them. */
  byte[] peek(int count) throws IOException;

  /**
   * The whole content as a stream.
   *
   * @throws FileLimitExceeded if the file is larger than is read of any file
   */
  InputStream stream() throws IOException;

  /**
   * The whole content in memory.
   *
   * @throws FileLimitExceeded if it is larger than {@code limit}
   */
  byte[] bytes(int limit) throws IOException;

  /**
   * The whole content with random access: in memory when small, else in a bounded temporary file,
   * or fetched part by part as it is read.
   *
   * @throws FileLimitExceeded if the file is larger than temporary files may be
   */
  SeekableByteChannel channel() throws IOException;

  /**
   * Random access to what was unpacked from this file, as {@link #channel} gives it to the file
   * itself. To be closed as soon as it is not needed any more.
   *
   * @param content the unpacked bytes
   * @param size how many there are at most
   * @throws FileLimitExceeded if there are more, or more than temporary files may have
   */
  SeekableByteChannel unpacked(InputStream content, long size) throws IOException;
}
