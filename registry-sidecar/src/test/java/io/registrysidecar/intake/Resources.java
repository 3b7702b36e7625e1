package io.registrysidecar.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Notifications out of the test resources. */
final class Resources {

  private Resources() {}

  /** A request as a real registry sent it to the source {@code main}. */
  static Delivery captured(String name) {
    try {
      var request = EventJson.MAPPER.readTree(file("captured/" + name + ".json").toFile());
      Map<String, String> headers =
          request.path("headers").properties().stream()
              .collect(
                  Collectors.toMap(
                      header -> header.getKey().toLowerCase(java.util.Locale.ROOT),
                      header -> header.getValue().asText()));
      return new Delivery(
          "main", headers, EventJson.MAPPER.writeValueAsBytes(request.path("body")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] malformed(String name) {
    try {
      return Files.readAllBytes(file("malformed/" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of a folder but its README. */
  static List<String> names(String folder) {
    try (Stream<Path> files = Files.list(file(folder))) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.equals("README.md"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(String name) {
    try {
      return Path.of(Objects.requireNonNull(Resources.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
