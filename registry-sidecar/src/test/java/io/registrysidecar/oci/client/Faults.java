package io.registrysidecar.oci.client;

import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.demo.RegistryRequest;
import io.registrysidecar.demo.RequestFilter;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a registry misbehave on demand, and remembers what it was asked. The rule added last comes
 * first.
 */
final class Faults implements RequestFilter {

  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<RegistryRequest> seen = new CopyOnWriteArrayList<>();

  /** A fault for some requests, for a number of times. */
  private record Rule(Predicate<RegistryRequest> when, AtomicInteger left, Fault fault) {}

  /**
   * Spoils every request whose method and path begin and contain as given, such as {@code GET
   * /blobs/}.
   */
  void always(String methodAndPath, Fault fault) {
    times(Integer.MAX_VALUE, methodAndPath, fault);
  }

  /** Spoils the next such request. */
  void once(String methodAndPath, Fault fault) {
    times(1, methodAndPath, fault);
  }

  /** Spoils the next such requests. */
  void times(int count, String methodAndPath, Fault fault) {
    rules.addFirst(
        new Rule(request -> matches(request, methodAndPath), new AtomicInteger(count), fault));
  }

  /** Requests so far whose method and path begin and contain as given. */
  List<RegistryRequest> seen(String methodAndPath) {
    return seen.stream().filter(request -> matches(request, methodAndPath)).toList();
  }

  @Override
  public void handle(
      RegistryRequest request,
      Function<RegistryRequest, RegistryAnswer> registry,
      HttpServerResponse response) {
    seen.add(request);
    for (Rule rule : rules) {
      if (rule.when().test(request) && rule.left().getAndDecrement() > 0) {
        rule.fault().handle(request, registry, response);
        return;
      }
    }
    registry.apply(request).writeTo(request, response);
  }

  private static boolean matches(RegistryRequest request, String methodAndPath) {
    int space = methodAndPath.indexOf(' ');
    String method = methodAndPath.substring(0, space);
    return (method.equals("*") || method.equals(request.method()))
        && request.path().contains(methodAndPath.substring(space + 1));
  }
}
