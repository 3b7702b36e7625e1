package io.registrysidecar.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The description of this API. */
final class OpenApiEndpoint {

  private static final String RESOURCE = "openapi.yaml";

  private final byte[] description;

  OpenApiEndpoint() {
    try (InputStream in = OpenApiEndpoint.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("this build lacks " + RESOURCE);
      }
      this.description = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Route> routes() {
    return List.of(
        Route.get(
                "/openapi.yaml",
                Set.of(),
                _ -> new Answer(200, Map.of("content-type", "application/yaml"), description))
            .open());
  }
}
