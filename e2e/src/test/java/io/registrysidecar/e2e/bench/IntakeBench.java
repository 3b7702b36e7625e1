package io.registrysidecar.e2e.bench;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.store.ImageState;
import io.registrysidecar.store.jdbc.SqliteStore;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many notifications are taken per second, each on disk before it is answered, and how long a
 * registry waits for the answer. Sixty-four connections send, each the next one as soon as the last
 * one is answered; every notification tells of another image. The receiving side is a process of
 * its own, and is killed at the end: what it had answered must be on disk.
 */
final class IntakeBench {

  private static final int CONNECTIONS = 64;
  private static final int WARM_UP = 20_000;
  private static final int MEASURED = 60_000;
  private static final int REPOSITORIES = 500;

  private final HttpClient client;
  private final RequestOptions request;

  private IntakeBench(HttpClient client, int port) {
    this.client = client;
    this.request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/events/" + IntakeServer.SOURCE)
            .putHeader("authorization", "Bearer " + IntakeServer.TOKEN)
            .putHeader("content-type", "application/vnd.docker.distribution.events.v2+json");
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("intake-bench");
    Process server =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                IntakeServer.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Vertx vertx = Vertx.vertx();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      int port = Integer.parseInt(output.readLine());
      HttpClient client =
          vertx.createHttpClient(
              new HttpClientOptions().setKeepAlive(true),
              new PoolOptions().setHttp1MaxSize(CONNECTIONS));
      IntakeBench bench = new IntakeBench(client, port);
      bench.send(WARM_UP);
      Duration before = server.info().totalCpuDuration().orElse(Duration.ZERO);
      bench.send(MEASURED).print();
      Duration used = server.info().totalCpuDuration().orElse(Duration.ZERO).minus(before);
      System.out.printf("CPU per notification   µs %8d%n", used.toNanos() / 1000 / MEASURED);
    } finally {
      server.destroyForcibly().waitFor();
      vertx.close().await();
    }
    printWhatIsOnDisk(folder);
  }

  private static void printWhatIsOnDisk(Path folder) {
    try (SqliteStore store = SqliteStore.open(folder, Instant.now())) {
      Map<ImageState, Long> images = store.images().counts();
      System.out.printf("answered, then killed     %8d%n", WARM_UP + MEASURED);
      System.out.printf("of them dispatched        %8d%n", images.get(ImageState.PENDING));
      System.out.printf("still in the inbox        %8d%n", store.inbox().backlog());
    }
  }

  private Result send(int notifications) throws InterruptedException {
    long[] nanos = new long[notifications];
    AtomicInteger next = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(CONNECTIONS);
    long begun = System.nanoTime();
    for (int i = 0; i < CONNECTIONS; i++) {
      sendNext(nanos, next, failed, done);
    }
    if (!done.await(10, TimeUnit.MINUTES)) {
      throw new IllegalStateException("no answer for ten minutes");
    }
    return new Result(nanos, System.nanoTime() - begun, failed.get());
  }

  private void sendNext(
      long[] nanos, AtomicInteger next, AtomicInteger failed, CountDownLatch done) {
    int number = next.getAndIncrement();
    if (number >= nanos.length) {
      done.countDown();
      return;
    }
    Buffer body = notification();
    long begun = System.nanoTime();
    client
        .request(request)
        .compose(outgoing -> outgoing.send(body))
        .compose(answer -> answer.body().map(nothing -> answer.statusCode()))
        .onComplete((status, failure) -> {
          nanos[number] = System.nanoTime() - begun;
          if (failure != null || status != 202) {
            failed.incrementAndGet();
          }
          sendNext(nanos, next, failed, done);
        });
  }

  /** As distribution 3 sends it for the push of an image with two layers. */
  private static Buffer notification() {
    String id = UUID.randomUUID().toString();
    String digest = Digest.sha256(id.getBytes(StandardCharsets.UTF_8)).toString();
    int repository = Math.floorMod(id.hashCode(), REPOSITORIES);
    return Buffer.buffer(
        """
        {"events":[{"id":"%1$s","timestamp":"2026-11-22T01:13:36.250738921Z","action":"push",
        "target":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%2$s","size":675,"length":675,
        "repository":"team/app%3$d","url":"http://registry:5000/v2/team/app%3$d/manifests/%2$s","tag":"%1$s",
        "references":[{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%2$s","size":400},
        {"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"%2$s","size":1970000},
        {"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"%2$s","size":2970000}]},
        "request":{"id":"%1$s","addr":"10.0.0.7:58328","host":"registry:5000","method":"PUT","useragent":"docker/27.3.1"},
        "actor":{"name":"ci"},"source":{"addr":"registry:5000","instanceID":"01a200c4-42b1-7300-b1b2-43b63cf1be42"}}]}
        """
            .formatted(id, digest, repository));
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Result(long[] nanos, long elapsed, int failed) {

    void print() {
      Arrays.sort(nanos);
      System.out.printf("notifications             %8d%n", nanos.length);
      System.out.printf("connections               %8d%n", CONNECTIONS);
      System.out.printf("not taken                 %8d%n", failed);
      System.out.printf("per second                %8.0f%n", nanos.length / (elapsed / 1e9));
      System.out.printf("answered, p50          ms %8.1f%n", at(50) / 1e6);
      System.out.printf("answered, p99          ms %8.1f%n", at(99) / 1e6);
    }

    private long at(int percent) {
      return nanos[(int) ((long) (nanos.length - 1) * percent / 100)];
    }
  }
}
