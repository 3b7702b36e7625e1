package io.registrysidecar.demo;

import io.vertx.core.http.HttpServerResponse;
import java.util.function.Function;

/**
 * Stands between the network and the embedded registry: to watch, to answer instead, or to spoil.
 */
@FunctionalInterface
public interface RequestFilter {

  /** Lets everything pass. */
  RequestFilter NONE =
      (request, registry, response) -> registry.apply(request).writeTo(request, response);

  /**
   * Answers a request, on the event loop.
   *
   * @param request what was asked
   * @param registry what the registry would do; may be called once, or not at all
   * @param response to be ended, now or later
   */
  void handle(
      RegistryRequest request,
      Function<RegistryRequest, RegistryAnswer> registry,
      HttpServerResponse response);
}
