package io.registrysidecar.oci.client.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The answer to an {@link HttpCall}: its head, and its body still on the wire.
 *
 * <p>Must be closed. Closing before the end of the body gives the connection up; after the end, the
 * connection is used again.
 */
public final class Answer implements AutoCloseable {

  private final URI uri;
  private final int status;
  private final Map<String, List<String>> headers;
  private final InputStream body;

  /**
   * Describes an answer.
   *
   * @param uri where it came from, after redirects
   * @param status the status code
   * @param headers names in lower case to values, in order
   * @param body the bytes of the body; closed with the answer
   */
  public Answer(URI uri, int status, Map<String, List<String>> headers, InputStream body) {
    this.uri = uri;
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  /** Where the answer came from, after redirects. */
  public URI uri() {
    return uri;
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** The first value of a header, named in lower case. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** All values of a header, named in lower case. */
  public List<String> headers(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** The number of bytes announced, if it is a number at all. */
  public OptionalLong contentLength() {
    Optional<String> value = header("content-length").map(String::strip);
    return value.isPresent() && value.get().matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(value.get()))
        : OptionalLong.empty();
  }

  /**
   * Reads the whole body.
   *
   * @param limit the most bytes that are accepted
   * @throws BodyTooLarge if there are more
   * @throws IOException if the body breaks off
   */
  public byte[] body(int limit) throws IOException {
    if (contentLength().orElse(0) > limit) {
      throw new BodyTooLarge(limit);
    }
    byte[] content = body.readNBytes(limit);
    if (content.length == limit && body.read() >= 0) {
      throw new BodyTooLarge(limit);
    }
    return content;
  }

  /**
   * Reads at most {@code limit} bytes, and nothing after them: for answers whose body only
   * explains.
   */
  public byte[] beginning(int limit) throws IOException {
    return body.readNBytes(limit);
  }

  /** The body as it arrives. */
  public InputStream stream() {
    return body;
  }

  /** The same answer; closing it also runs {@code action}, once. */
  public Answer onClose(Runnable action) {
    AtomicBoolean done = new AtomicBoolean();
    return new Answer(
        uri,
        status,
        headers,
        new FilterInputStream(body) {
          @Override
          public void close() throws IOException {
            try {
              super.close();
            } finally {
              if (done.compareAndSet(false, true)) {
                action.run();
              }
            }
          }
        });
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new IllegalStateException("bodies close without failing", e);
    }
  }
}
