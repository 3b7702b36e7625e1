package io.registrysidecar.e2e.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stands between a client and a registry on loopback, passes everything on, and counts requests and
 * bytes of HTTP/1.1.
 */
final class CountingProxy implements AutoCloseable {

  /** Ends the first line of a request, and occurs nowhere else in what a registry is sent. */
  private static final byte[] LINE_END = " HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket listening;
  private final String host;
  private final LongAdder requests = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder received = new LongAdder();

  /** Before the registry at {@code host}. */
  CountingProxy(String host) throws IOException {
    this.host = host;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String host() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  Counts counts() {
    return new Counts(requests.sum(), sent.sum(), received.sum());
  }

  /**
   * What went through.
   *
   * @param requests how many were made
   * @param sent bytes that the client sent, heads included
   * @param received bytes that it got
   */
  record Counts(long requests, long sent, long received) {
    Counts minus(Counts before) {
      return new Counts(requests - before.requests, sent - before.sent, received - before.received);
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        String[] at = host.split(":", 2);
        Socket server = new Socket(at[0], Integer.parseInt(at[1]));
        Thread.ofVirtual().start(() -> pass(client, server, sent, true));
        Thread.ofVirtual().start(() -> pass(server, client, received, false));
      } catch (IOException e) {
        if (!listening.isClosed()) {
          throw new IllegalStateException("the proxy before " + host + " failed", e);
        }
      }
    }
  }

  private void pass(Socket from, Socket to, LongAdder bytes, boolean asks) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[1 << 16];
      int matched = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.add(n);
        for (int i = 0; asks && i < n; i++) {
          matched = buffer[i] == LINE_END[matched] ? matched + 1 : buffer[i] == LINE_END[0] ? 1 : 0;
          if (matched == LINE_END.length) {
            requests.increment();
            matched = 0;
          }
        }
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException _) {
      // One side has closed the connection, which closes the other.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
