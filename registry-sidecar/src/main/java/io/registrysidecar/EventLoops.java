package io.registrysidecar;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** The event loops of a process: few, since none of them ever waits. */
final class EventLoops {

  private EventLoops() {}

  static Vertx few() {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4))
            .setWorkerPoolSize(4)
            // No files are served, so nothing needs to be unpacked into a temporary folder.
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setClassPathResolvingEnabled(false)
                    .setFileCachingEnabled(false)));
  }
}
