package io.registrysidecar.admission.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.registrysidecar.testing.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script for nodes, run as containerd runs it, against answers of all sorts. */
class ContainerdScriptTest {

  private static final String DIGEST = "sha256:" + "ab".repeat(32);
  private static final String ALLOWED =
      "{\"allowed\":true,\"verdict\":\"PASSED\",\"image\":\"x\",\"reasons\":[]}";
  private static final String DENIED =
      "{\"allowed\":false,\"verdict\":\"FAILED\",\"image\":\"x\",\"reasons\":[\"no-critical:"
          + " CVE-2024-3094 in xz\"],\"warnings\":[],\"reports\":[]}";

  @TempDir Path folder;

  private AnsweringService service;

  @BeforeEach
  void listen() throws IOException {
    service = AnsweringService.start(ALLOWED);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void anImageThatIsAllowedIsPulled() throws Exception {
    Run run = run(closed(), "-name", "registry.example.com/team/app:1.0", "-digest", DIGEST);

    assertThat(run.status()).isZero();
    assertThat(run.out()).isEqualTo("registry sidecar: allowed\n");
    assertThat(service.asked).hasSize(1);
    assertThat(service.asked.getFirst()).startsWith("GET /admission/verdict image=");
    assertThat(service.image()).isEqualTo("registry.example.com/team/app:1.0@" + DIGEST);
  }

  @Test
  void anImageThatIsNotAllowedIsNotPulledAndTheReasonIsSaid() throws Exception {
    service.body = DENIED;

    for (Rendering rendering : List.of(closed(), closed().open())) {
      Run run = run(rendering, "-name", "registry.example.com/team/app:1.0", "-digest", DIGEST);

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.out()).contains("refused", "CVE-2024-3094 in xz");
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 0", "false, 1"})
  void ofAnImageThatIsNotKnownTheServiceDecides(boolean allowed, int expected) throws Exception {
    service.status = 404;
    service.body = allowed ? ALLOWED : DENIED;

    assertThat(run(closed(), "-name", "a/b:1", "-digest", DIGEST).status()).isEqualTo(expected);
    assertThat(run(closed().open(), "-name", "a/b:1", "-digest", DIGEST).status())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"verdict\":\"PASSED\",\"allowed\":true}",
        "200 | {\"allowed\":\"true\",\"verdict\":\"PASSED\"}",
        "200 | {\"allowed\":trueish}",
        "200 | <html>captive portal</html>",
        "200 | ''",
        "204 | ''",
        "404 | {\"status\":404,\"title\":\"Not Found\"}",
        "404 | ''",
        "400 | {\"allowed\":true,\"of\":\"another status\"}",
        "500 | {\"allowed\":true,\"of\":\"another status\"}",
        "503 | {\"status\":503,\"title\":\"busy\"}",
        "301 | {\"allowed\":true,\"of\":\"another status\"}",
      })
  void whatIsNoAnswerLetsThroughOnlyWhereThatIsWanted(int code, String text) throws Exception {
    service.status = code;
    service.body = text;

    Run refused = run(closed(), "-name", "a/b:1", "-digest", DIGEST);
    Run let = run(closed().open(), "-name", "a/b:1", "-digest", DIGEST);

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.out()).startsWith("registry sidecar: refused: no answer: ");
    assertThat(let.status()).isZero();
    assertThat(let.out()).startsWith("registry sidecar: not asked, let through: ");
  }

  @Test
  void aServiceThatIsAwayIsNoAnswer() throws Exception {
    int port = service.port();
    service.close();

    Run run = run(closed(), "-name", "a/b:1", "-digest", DIGEST);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out().strip().lines())
        .singleElement()
        .asString()
        .contains("no answer", Integer.toString(port));
    assertThat(run(closed().open(), "-name", "a/b:1", "-digest", DIGEST).status()).isZero();
  }

  @Test
  void aServiceThatSaysNothingIsWaitedForOnlyAsLongAsWasSaid() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Rendering rendering =
          Rendering.plain().url("http://127.0.0.1:" + silent.getLocalPort()).seconds(1);

      Run run = run(rendering, "-name", "a/b:1", "-digest", DIGEST);

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.out()).contains("no answer");
    }
  }

  @Test
  void theDigestOfContainerdCountsWhateverTheNameSays() throws Exception {
    run(closed(), "-name", "a/b:1@sha256:" + "cd".repeat(32), "-digest", DIGEST);

    assertThat(service.image()).isEqualTo("a/b:1@" + DIGEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b&namespace=kube-system",
        "a/b?x#y",
        "$(id)",
        "`id`",
        "'",
        "\"",
        "a b",
        "-o/x",
        "@file"
      })
  void aNameIsNothingButAName(String name) throws Exception {
    run(closed(), "-name", name, "-digest", DIGEST);

    assertThat(service.asked).allSatisfy(line -> assertThat(line).doesNotContain("&", " id", "#"));
    if (!name.startsWith("@")) {
      assertThat(service.image()).isEqualTo(name + "@" + DIGEST);
    }
  }

  @Test
  void exemptImagesArePulledWithoutAQuestion() throws Exception {
    service.body = DENIED;
    Rendering rendering = closed().exempt("registry.k8s.io/pause:*", "*/base/*");

    assertThat(run(rendering, "-name", "registry.k8s.io/pause:3.10", "-digest", DIGEST).status())
        .isZero();
    assertThat(run(rendering, "-name", "a.example/base/x:1", "-digest", DIGEST).status()).isZero();
    assertThat(service.asked).isEmpty();
    assertThat(run(rendering, "-name", "registry.k8s.io/pauses:3", "-digest", DIGEST).status())
        .isEqualTo(1);
    assertThat(run(rendering, "-name", "x/registry.k8s.io/pause:3", "-digest", DIGEST).status())
        .isEqualTo(1);
  }

  @Test
  void withoutNameOrDigestNothingIsPulled() throws Exception {
    for (Rendering rendering : List.of(closed(), closed().open())) {
      assertThat(run(rendering).status()).isEqualTo(1);
      assertThat(run(rendering, "-name", "a/b:1").status()).isEqualTo(1);
      assertThat(run(rendering, "-name").status()).isEqualTo(1);
      assertThat(run(rendering, "-digest", DIGEST).status()).isEqualTo(1);
      assertThat(run(rendering, "-name", "a/b:1", "-digest", "latest").status()).isEqualTo(1);
      assertThat(run(rendering, "-name", "a/b:1", "-digest", DIGEST, "new").status()).isEqualTo(1);
      assertThat(run(rendering, "-name", "-digest", DIGEST).status()).isEqualTo(1);
    }
    assertThat(service.asked).isEmpty();
  }

  /** As containerd does before it runs an image that is there already, in releases after 2.4. */
  @Test
  void whatElseContainerdSaysChangesNothing() throws Exception {
    String[] arguments = {"-name", "a/b:1", "-digest", DIGEST, "-operation", "run"};

    assertThat(run(closed(), arguments).status()).isZero();
    service.body = DENIED;
    assertThat(run(closed(), arguments).status()).isEqualTo(1);
  }

  @Test
  void theCertificateOfTheServiceIsChecked() throws Exception {
    Certificates own = Certificates.selfSigned(folder, "own", "localhost");
    Certificates others = Certificates.selfSigned(folder, "others", "localhost");
    HttpsServer secure =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(context(folder.resolve("own.p12"))));
    secure.createContext(
        "/",
        exchange -> {
          byte[] bytes = ALLOWED.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    secure.start();
    try {
      Rendering rendering =
          Rendering.plain().url("https://localhost:" + secure.getAddress().getPort());

      Run trusted =
          run(rendering.certifiedBy(own.certificate()), "-name", "a/b:1", "-digest", DIGEST);
      Run untrusted =
          run(rendering.certifiedBy(others.certificate()), "-name", "a/b:1", "-digest", DIGEST);

      assertThat(trusted.out()).isEqualTo("registry sidecar: allowed\n");
      assertThat(untrusted.status()).isEqualTo(1);
      assertThat(untrusted.out()).contains("no answer", "certificate");
    } finally {
      secure.stop(0);
    }
  }

  private static SSLContext context(Path store) throws Exception {
    char[] password = "changeit".toCharArray();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(store.toFile(), password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private Rendering closed() throws CannotRender {
    return Rendering.plain().url("http://127.0.0.1:" + service.port());
  }

  private record Run(int status, String out) {}

  private Run run(Rendering rendering, String... arguments) throws Exception {
    Path script = folder.resolve("registry-sidecar-verifier");
    Files.writeString(script, rendering.text(Consumer.CONTAINERD));
    List<String> command = new ArrayList<>(List.of("sh", script.toString()));
    command.addAll(List.of(arguments));
    if (arguments.length > 0) {
      command.addAll(List.of("-stdin-media-type", "application/vnd.oci.descriptor.v1+json"));
    }
    Process process = new ProcessBuilder(command).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write("{\"digest\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out);
  }
}
