package io.registrysidecar.e2e.bench;

import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.DistributionClients;
import io.registrysidecar.oci.client.RegistryAccess;
import io.registrysidecar.oci.client.SubjectLock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two hundred requests that a registry answers only when all of them have arrived: they are in
 * flight together, or the program would never end. Prints how many platform threads this took.
 */
final class RequestsBench {

  private static final int REQUESTS = 200;

  private RequestsBench() {}

  public static void main(String[] arguments) throws Exception {
    Vertx vertx = Vertx.vertx();
    AtomicInteger waiting = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(REQUESTS);
    HttpServer slow = startSlowRegistry(vertx, waiting, all);
    DistributionClients clients = new DistributionClients(vertx, "bench", SubjectLock.inProcess());
    RegistryAccess settings =
        RegistryAccess.of(URI.create("http://127.0.0.1:" + slow.actualPort()))
            .withRequestsInFlight(REQUESTS);
    long before = platformThreads();
    long begun = System.nanoTime();
    try (DistributionClient client = clients.open(settings);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> answers = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        RepositoryName repository = RepositoryName.parse("bench/repository" + i);
        answers.add(threads.submit(() -> client.manifest(repository, ManifestKey.parse("latest"))));
      }
      all.await();
      System.out.printf("requests in flight              %6d%n", waiting.get());
      System.out.printf("platform threads before         %6d%n", before);
      System.out.printf("platform threads while waiting  %6d%n", platformThreads());
      for (Future<?> answer : answers) {
        answer.get();
      }
    }
    System.out.printf("all answered after           ms %6.0f%n", (System.nanoTime() - begun) / 1e6);
    vertx.close().await();
  }

  private static HttpServer startSlowRegistry(
      Vertx vertx, AtomicInteger waiting, CountDownLatch all) {
    return vertx
        .createHttpServer()
        .requestHandler(request -> {
          waiting.incrementAndGet();
          all.countDown();
          Thread.startVirtualThread(() -> {
            try {
              all.await();
              request.response().setStatusCode(404).end();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
        })
        .listen(0, "127.0.0.1")
        .await();
  }

  private static long platformThreads() throws Exception {
    try (var tasks = Files.list(Path.of("/proc/self/task"))) {
      return tasks.count();
    }
  }
}
