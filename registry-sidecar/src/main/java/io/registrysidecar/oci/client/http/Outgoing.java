package io.registrysidecar.oci.client.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/**
 * Sends the body of a request piece by piece, as the connection takes it.
 *
 * <p>Given the whole, the network library copies it once on the heap and once outside, and keeps
 * what it needed outside for later. For a result of megabytes that is more than the result itself.
 *
 * <p>Only the event loop of the request may touch one.
 */
final class Outgoing {

  /** As much as a connection takes before it says that it has enough. */
  static final int PIECE = 64 << 10;

  private final HttpClientRequest request;
  private final byte[] body;
  private int sent;
  private boolean ended;

  private Outgoing(HttpClientRequest request, byte[] body) {
    this.request = request;
    this.body = body;
  }

  /** Sends a body, which is not to be modified, and gives the answer. */
  static Future<HttpClientResponse> send(HttpClientRequest request, byte[] body) {
    if (body.length <= PIECE) {
      return request.send(Buffer.buffer(body));
    }
    request.putHeader("content-length", Integer.toString(body.length));
    Outgoing outgoing = new Outgoing(request, body);
    request.drainHandler(_ -> outgoing.more());
    outgoing.more();
    return request.response();
  }

  private void more() {
    while (sent < body.length && !request.writeQueueFull()) {
      int length = Math.min(PIECE, body.length - sent);
      // What goes wrong is told by the answer.
      request.write(Buffer.buffer(length).appendBytes(body, sent, length));
      sent += length;
    }
    if (sent == body.length && !ended) {
      ended = true;
      request.end();
    }
  }
}
