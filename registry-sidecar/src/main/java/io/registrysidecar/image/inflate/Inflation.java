package io.registrysidecar.image.inflate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/**
 * Inflates deflate streams (RFC 1951), one after the other. Used by one thread at a time; holds
 * what it needs until it is closed.
 */
interface Inflation extends AutoCloseable {

  /** What ends a stream that is not deflate; the same words whoever inflates. */
  String INVALID = "its deflate stream is invalid";

  /** What ends a stream that ends too soon. */
  String TRUNCATED = "it ends within its deflate stream";

  /** Begins a stream at the first byte not yet consumed. */
  void begin();

  /**
   * The next bytes of the stream, valid until the next call; without any remaining at its end. When
   * it has ended, exactly its bytes are consumed. Bytes that were made before the stream turned out
   * to be wrong are given first.
   *
   * @throws DataFormatException if the stream is wrong; the message is {@link #INVALID} or {@link
   *     #TRUNCATED}
   * @throws IOException as the input throws it
   */
  ByteBuffer inflate(CompressedInput input) throws IOException, DataFormatException;

  @Override
  void close();
}
