package io.registrysidecar.api;

import org.jspecify.annotations.Nullable;

/**
 * Where a server listens, and how much it bears.
 *
 * @param host where to listen
 * @param port where to listen; 0 for any free port
 * @param tls the files of its certificate, or null for plain HTTP
 * @param mostInFlight how many requests are worked on at the same time
 * @param mostBodyBytes how many bytes the bodies of all requests may have together
 */
public record Listener(
    String host, int port, @Nullable TlsFiles tls, int mostInFlight, long mostBodyBytes) {

  private static final int MOST_IN_FLIGHT = 512;
  private static final long MOST_BODY_BYTES = 64L << 20;

  /** Plain HTTP for what one service usually bears. */
  public static Listener plain(String host, int port) {
    return new Listener(host, port, null, MOST_IN_FLIGHT, MOST_BODY_BYTES);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
