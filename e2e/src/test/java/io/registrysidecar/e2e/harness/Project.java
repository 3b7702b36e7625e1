package io.registrysidecar.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie: the project, the tools that {@code e2e/run} installed, free ports. */
public final class Project {

  private Project() {}

  /** The project's top folder. */
  public static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("registry-sidecar"))
          && Files.isDirectory(at.resolve("e2e"))) {
        return at;
      }
    }
    throw new IllegalStateException("run the tests from within the project");
  }

  /** The launcher that users run. */
  public static String launcher() {
    return root().resolve("registry-sidecar/bin/registry-sidecar").toString();
  }

  /** A program that {@code e2e/run} installed into {@code e2e/.tools}, or else one of the path. */
  public static String tool(String name) {
    Path own = root().resolve("e2e/.tools/bin").resolve(name);
    return Files.isExecutable(own) ? own.toString() : name;
  }

  /** A port on loopback that nobody listens on at this moment. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
