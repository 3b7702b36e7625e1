package io.registrysidecar.e2e.bench;

import io.registrysidecar.e2e.harness.SelfSigned;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * How long an API server waits for the answer to a review of a Pod with two images, one by its tag
 * and one by its digest, over TLS 1.3, when it asks 1,000 times a second. It asks at fixed times,
 * whether or not answers have come, and what it waits counts from the time at which it was to ask;
 * so an answer that is late makes those behind it late, too. Another process answers; the registry
 * that it asks about tags is in this one.
 */
final class AdmissionBench {

  private static final int PER_SECOND = 1000;
  private static final int WARM_UP = 10 * PER_SECOND;
  private static final int MEASURED = 20 * PER_SECOND;
  private static final int CONNECTIONS = 64;

  private final Context loop;
  private final HttpClient client;
  private final RequestOptions request;
  private final Buffer[] reviews = new Buffer[2 * AdmissionServer.IMAGES];

  private AdmissionBench(Vertx vertx, SelfSigned tls, String registry, int port) {
    this.loop = vertx.getOrCreateContext();
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(true)
                .setTrustOptions(new PemTrustOptions().addCertPath(tls.certificate().toString())),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    this.request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/admission/validate?timeout=10s")
            .putHeader("content-type", "application/json");
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < reviews.length; i++) {
      reviews[i] =
          review(
              registry,
              2 * random.nextInt(AdmissionServer.IMAGES / 2) + i % 2,
              2 * random.nextInt(AdmissionServer.IMAGES / 2));
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("admission-bench");
    SelfSigned tls = SelfSigned.make(folder, "sidecar");
    Vertx vertx = Vertx.vertx();
    String registry = "127.0.0.1:" + registry(vertx).actualPort();
    Process server =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                AdmissionServer.class.getName(),
                folder.toString(),
                "http://" + registry,
                tls.certificate().toString(),
                tls.key().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      int port = Integer.parseInt(output.readLine());
      AdmissionBench bench = new AdmissionBench(vertx, tls, registry, port);
      bench.ask(WARM_UP);
      Duration before = server.info().totalCpuDuration().orElse(Duration.ZERO);
      Result result = bench.ask(MEASURED);
      Duration used = server.info().totalCpuDuration().orElse(Duration.ZERO).minus(before);
      result.print();
      System.out.printf("CPU per answer         µs %8d%n", used.toNanos() / 1000 / MEASURED);
      System.out.printf(
          "load of the machine      %s%n",
          Files.readString(Path.of("/proc/loadavg")).strip().replaceAll(" \\d+/.*", ""));
    } finally {
      server.destroyForcibly().waitFor();
      vertx.close().await();
    }
  }

  /** A registry in which the tag {@code n} names image {@code n}. */
  private static HttpServer registry(Vertx vertx) {
    return vertx
        .createHttpServer()
        .requestHandler(head -> {
          int image = Integer.parseInt(head.path().substring(head.path().lastIndexOf('/') + 1));
          head.response()
              .putHeader("content-type", "application/vnd.oci.image.manifest.v1+json")
              .putHeader("content-length", "500")
              .putHeader("docker-content-digest", AdmissionServer.digest(image).toString())
              .end();
        })
        .listen(0, "127.0.0.1")
        .await();
  }

  private Result ask(int questions) throws InterruptedException {
    long[] nanos = new long[questions];
    AtomicInteger wrong = new AtomicInteger();
    CountDownLatch answers = new CountDownLatch(questions);
    long begun = System.nanoTime();
    for (int i = 0; i < questions; i++) {
      int number = i;
      long due = begun + i * (1_000_000_000L / PER_SECOND);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      loop.runOnContext(nothing -> ask(number, due, nanos, wrong, answers));
    }
    if (!answers.await(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("no answer for a minute");
    }
    return new Result(nanos, System.nanoTime() - begun, wrong.get());
  }

  private void ask(
      int number, long due, long[] nanos, AtomicInteger wrong, CountDownLatch answers) {
    int which = number % reviews.length;
    String expected = which % 2 == 0 ? "\"allowed\":true" : "\"allowed\":false";
    client
        .request(request)
        .compose(outgoing -> outgoing.send(reviews[which]))
        .compose(answer -> answer.body())
        .onComplete((body, failure) -> {
          nanos[number] = System.nanoTime() - due;
          if (failure != null || !body.toString().contains(expected)) {
            wrong.incrementAndGet();
          }
          answers.countDown();
        });
  }

  /** As an API server sends it for a Pod of a Deployment, managed fields and all. */
  private static Buffer review(String registry, int byTag, int byDigest) {
    String repository = registry + "/" + AdmissionServer.REPOSITORY;
    String managed =
        "{\"manager\":\"kube-controller-manager\",\"operation\":\"Update\",\"apiVersion\":\"v1\",\"time\":\"2026-11-22T01:13:36Z\",\"fieldsType\":\"FieldsV1\",\"fieldsV1\":{\"f:metadata\":{\"f:generateName\":{},\"f:labels\":{\".\":{},\"f:app\":{}}},\"f:spec\":{\"f:containers\":{\"k:{\\\"name\\\":\\\"web\\\"}\":{\".\":{},\"f:env\":{\".\":{}},\"f:image\":{},\"f:name\":{},\"f:ports\":{\".\":{}},\"f:resources\":{}}}}}},"
            .repeat(8);
    return Buffer.buffer(
        """
        {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"705ab4f5-6393-11e8-b7cc-42010a800002",
        "kind":{"group":"","version":"v1","kind":"Pod"},"resource":{"group":"","version":"v1","resource":"pods"},"name":"web-7c5ddbdf54-x8v9t",
        "namespace":"prod","operation":"CREATE","userInfo":{"username":"system:serviceaccount:kube-system:replicaset-controller","groups":["system:authenticated"]},
        "object":{"apiVersion":"v1","kind":"Pod","metadata":{"generateName":"web-7c5ddbdf54-","labels":{"app":"web"},"managedFields":[%s{}]},
        "spec":{"containers":[{"name":"web","image":"%s:%d","ports":[{"containerPort":8080}]},{"name":"proxy","image":"%s@%s"}]}},
        "oldObject":null,"dryRun":false,"options":{"kind":"CreateOptions","apiVersion":"meta.k8s.io/v1"}}}
        """
            .formatted(managed, repository, byTag, repository, AdmissionServer.digest(byDigest)));
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Result(long[] nanos, long elapsed, int wrong) {

    void print() {
      Arrays.sort(nanos);
      System.out.printf("reviews of two images     %8d%n", nanos.length);
      System.out.printf("connections               %8d%n", CONNECTIONS);
      System.out.printf("not answered as expected  %8d%n", wrong);
      System.out.printf("per second                %8.0f%n", nanos.length / (elapsed / 1e9));
      System.out.printf("answered, p50          ms %8.1f%n", at(500) / 1e6);
      System.out.printf("answered, p99          ms %8.1f%n", at(990) / 1e6);
      System.out.printf("answered, p99.9        ms %8.1f%n", at(999) / 1e6);
    }

    private long at(int thousandth) {
      return nanos[(int) ((long) (nanos.length - 1) * thousandth / 1000)];
    }
  }
}
