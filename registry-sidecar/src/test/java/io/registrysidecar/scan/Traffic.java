package io.registrysidecar.scan;

import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.demo.RegistryRequest;
import io.registrysidecar.demo.RequestFilter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Remembers what a registry was asked, lets a test do something at each request, or answers
 * instead.
 */
final class Traffic implements RequestFilter {

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final List<String> held = new CopyOnWriteArrayList<>();
  private final List<Runnable> answers = new CopyOnWriteArrayList<>();
  private final Semaphore heldBack = new Semaphore(0);
  private volatile Consumer<RegistryRequest> hook = request -> {};
  private volatile Function<RegistryRequest, Optional<RegistryAnswer>> instead =
      request -> Optional.empty();

  void clear() {
    seen.clear();
  }

  /** Requests so far that begin with {@code method} and contain {@code part} in their path. */
  List<String> seen(String method, String part) {
    return seen.stream()
        .filter(request -> request.startsWith(method + " ") && request.contains(part))
        .toList();
  }

  void atEachRequest(Consumer<RegistryRequest> action) {
    hook = action;
  }

  void answerInstead(Function<RegistryRequest, Optional<RegistryAnswer>> answer) {
    instead = answer;
  }

  /** Answers requests for this path only when told to. */
  void holdBack(String part) {
    held.add(part);
  }

  /** Waits until so many requests are held back. */
  void awaitHeldBack(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      heldBack.acquire();
    }
  }

  /** Answers what was held back, and everything from now on. */
  void letGo() {
    held.clear();
    answers.forEach(Runnable::run);
  }

  @Override
  public void handle(
      RegistryRequest request,
      Function<RegistryRequest, RegistryAnswer> registry,
      HttpServerResponse response) {
    seen.add(request.toString());
    hook.accept(request);
    if (held.stream().anyMatch(request.path()::contains)) {
      Context eventLoop = Vertx.currentContext();
      answers.add(
          () -> eventLoop.runOnContext(_ -> registry.apply(request).writeTo(request, response)));
      heldBack.release();
      return;
    }
    instead.apply(request).orElseGet(() -> registry.apply(request)).writeTo(request, response);
  }
}
