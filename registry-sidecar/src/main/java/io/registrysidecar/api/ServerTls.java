package io.registrysidecar.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that a server shows now, and how it comes to another one. Connections that are
 * open keep the one they began with. While the files cannot be used, the last good ones are.
 */
final class ServerTls {

  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

  private final Vertx vertx;
  private final TlsFiles files;
  private TlsFiles.Content shown;
  private TlsFiles.Content seen;
  private Instant until;

  private ServerTls(Vertx vertx, TlsFiles files, TlsFiles.Content content, Instant until) {
    this.until = until;
    this.vertx = vertx;
    this.files = files;
    this.shown = content;
    this.seen = content;
  }

  static ServerTls read(Vertx vertx, TlsFiles files, Listener listener) throws CannotListen {
    try {
      TlsFiles.Content content = files.read();
      return new ServerTls(vertx, files, content, content.check(vertx));
    } catch (IOException e) {
      throw new CannotListen(
          listener.toString(),
          e,
          "Check the files of its certificate: each must be PEM, and the key that of the"
              + " certificate.");
    }
  }

  /** Until when the certificate that is shown is good. */
  synchronized Instant until() {
    return until;
  }

  synchronized ServerSSLOptions options() {
    return shown.options();
  }

  /** Looks at the files, and shows what is in them if that is new. */
  synchronized void refresh(HttpServer server) {
    try {
      TlsFiles.Content now = files.read();
      if (now.equals(seen)) {
        return;
      }
      seen = now;
      Instant end = now.check(vertx);
      server.updateSSLOptions(now.options()).toCompletionStage().toCompletableFuture().join();
      shown = now;
      until = end;
      LOG.atInfo().addKeyValue("certificate", files.certificate()).log("another certificate shown");
    } catch (IOException | CompletionException e) {
      LOG.atError()
          .addKeyValue("certificate", files.certificate())
          .setCause(e)
          .log("the certificate cannot be used; the one before is shown until it is mended");
    }
  }
}
