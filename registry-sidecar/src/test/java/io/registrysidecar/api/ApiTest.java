package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.audit.EventType;
import io.registrysidecar.intake.EventReceiver;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.ImageFacts;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageResult;
import io.registrysidecar.store.ImageState;
import io.registrysidecar.store.NewEvent;
import io.registrysidecar.store.NewJob;
import io.registrysidecar.store.ScanStore;
import io.registrysidecar.store.SeverityCounts;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each route, over a real store. */
class ApiTest {

  private static final String REPORT = "{\"schemaVersion\":\"1\"}";

  @TempDir Path state;
  private RunningApi api;

  @BeforeEach
  void start() throws Exception {
    api = RunningApi.start(state);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void anImageIsShownWithItsSummary() throws Exception {
    ImageKey image = scanned("main", "team/app", 1, "complete");

    JsonNode shown = api.json(path(image), 200, "Image");

    assertThat(shown.path("registry").asText()).isEqualTo("main");
    assertThat(shown.path("repository").asText()).isEqualTo("team/app");
    assertThat(shown.path("tags").path(0).asText()).isEqualTo("1.1");
    assertThat(shown.path("platform").asText()).isEqualTo("linux/amd64");
    assertThat(shown.path("state").asText()).isEqualTo("scanned");
    assertThat(shown.path("summary").path("critical").asInt()).isEqualTo(1);
    assertThat(shown.path("scannedAt").asText()).isEqualTo("2026-03-01T12:00:00Z");
  }

  @Test
  void countsAreNotShownWhereNobodyLooked() throws Exception {
    ImageKey blind = scanned("main", "team/app", 1, "none");
    ImageKey pending = pushed("main", "team/app", 2);

    assertThat(api.json(path(blind), 200, "Image").path("summary").isNull()).isTrue();
    assertThat(api.json(path(pending), 200, "Image").path("summary").isNull()).isTrue();
  }

  @Test
  void theReportIsGivenAsItWasStored() throws Exception {
    ImageKey image = scanned("main", "team/app", 1, "complete");

    assertThat(api.get(path(image) + "/report").body()).isEqualTo(REPORT);
  }

  @Test
  void anImageWithoutReportSaysHowFarItHasCome() throws Exception {
    ImageKey image = pushed("main", "team/app", 1);
    api.store.images().become(image, ImageState.FAILED, "the registry is gone");

    JsonNode problem = api.json(path(image) + "/report", 404, "Problem");

    assertThat(problem.path("detail").asText())
        .contains("has no report; its state is failed: the registry is gone");
  }

  @Test
  void theHistoryOfAnImageIsReadPageByPageAndSaysThatItIsWhole() throws Exception {
    ImageKey image = pushed("main", "team/app", 1);
    for (int i = 0; i < 3; i++) {
      api.store
          .audit()
          .append(
              List.of(
                  new NewEvent(
                      image,
                      RunningApi.NOW,
                      EventType.PUSHED,
                      "user" + i,
                      Map.of("tag", "1"),
                      "")));
    }

    JsonNode page = api.json(path(image) + "/history?limit=2", 200, "History");
    assertThat(page.path("items").findValuesAsText("actor")).containsExactly("user2", "user1");
    assertThat(page.path("items").path(0).path("prev"))
        .isEqualTo(page.path("items").path(1).path("digest"));
    assertThat(page.path("chain").path("whole").asBoolean()).isTrue();
    JsonNode last =
        api.json(path(image) + "/history?after=" + page.path("next").asText(), 200, "History");
    assertThat(last.path("items").path(0).path("prev").asText())
        .isEqualTo(image.digest().toString());
    assertThat(
            api.json(path(image) + "/history?actor=user1&type=pushed", 200, "History")
                .path("items"))
        .hasSize(1);
    assertThat(
            api.json(path(image) + "/history?type=eaten", 400, "Problem").path("detail").asText())
        .contains("type=eaten is not one of pushed");
  }

  @Test
  void theHistoryTellsWhoElseSignedAndWhatIsOfTheIndex() throws Exception {
    ImageKey image = scanned("main", "team/app", 1, "complete");
    assertThat(api.json(path(image) + "/history", 200, "History").path("signatures")).isEmpty();

    api.store
        .images()
        .scanned(
            image,
            new ImageResult(
                new SeverityCounts(0, 0, 0, 0, 0, 0, 0),
                "complete",
                "v2",
                """
                {"findings":[{"audit":{}}],"audit":{"image":{},"attestations":[{"kind":"statement"}],
                 "signatures":[{"kind":"cosign-bundle","trust":"verified","index":"sha256:99"}]}}
                """
                    .getBytes(StandardCharsets.UTF_8),
                RunningApi.NOW));

    JsonNode page = api.json(path(image) + "/history", 200, "History");
    assertThat(page.at("/signatures/0/index").asText()).isEqualTo("sha256:99");
    assertThat(page.at("/signatures/0/trust").asText()).isEqualTo("verified");
    assertThat(page.at("/attestations/0/kind").asText()).isEqualTo("statement");
  }

  @Test
  void anUnknownOrMisspeltImageIsAProblem() throws Exception {
    assertThat(
            api.json("/api/v1/images/team/app@" + digest(9), 404, "Problem").path("type").asText())
        .endsWith(":not-found");
    assertThat(api.json("/api/v1/images/team/app@sha256:12", 400, "Problem").path("type").asText())
        .endsWith(":malformed-reference");
    assertThat(api.json("/api/v1/images/Team@" + digest(9), 400, "Problem").path("type").asText())
        .endsWith(":malformed-reference");
  }

  @Test
  void anImageInTwoRegistriesIsAskedForWithTheRegistrysName() throws Exception {
    ImageKey here = scanned("main", "team/app", 1, "complete");
    scanned("other", "team/app", 1, "complete");

    JsonNode problem = api.json(path(here), 400, "Problem");

    assertThat(problem.path("type").asText()).endsWith(":ambiguous-image");
    assertThat(problem.path("detail").asText()).contains("[main, other]");
    assertThat(api.json(path(here) + "?registry=other", 200, "Image").path("registry").asText())
        .isEqualTo("other");
    assertThat(api.json(path(here) + "?registry=third", 400, "Problem").path("type").asText())
        .endsWith(":unknown-registry");
  }

  @Test
  void listsAreReadPageByPage() throws Exception {
    for (int i = 0; i < 7; i++) {
      scanned("main", "team/app" + i, i, "complete");
    }

    List<String> repositories = new ArrayList<>();
    String after = "";
    int pages = 0;
    do {
      JsonNode page = api.json("/api/v1/images?limit=3" + after, 200, "Images");
      page.path("items").forEach(item -> repositories.add(item.path("repository").asText()));
      after = page.path("next").isNull() ? "" : "&after=" + page.path("next").asText();
      pages++;
    } while (!after.isEmpty());

    assertThat(pages).isEqualTo(3);
    assertThat(repositories).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void listsAreFiltered() throws Exception {
    scanned("main", "team/app", 1, "complete");
    pushed("main", "team/app", 2);
    scanned("other", "base", 3, "complete");

    assertThat(items("/api/v1/images")).isEqualTo(3);
    assertThat(items("/api/v1/images?registry=main")).isEqualTo(2);
    assertThat(items("/api/v1/images?repository=team/app&state=pending")).isEqualTo(1);
    assertThat(items("/api/v1/images?severity=critical")).isEqualTo(2);
    assertThat(items("/api/v1/images?tag=1.1")).isEqualTo(1);
  }

  @Test
  void wrongFiltersAreProblems() throws Exception {
    for (String query :
        List.of(
            "limit=0",
            "limit=1001",
            "limit=ten",
            "after=yesterday",
            "state=clean",
            "severity=dreadful",
            "repository=UPPER",
            "registry=third",
            "deleted=perhaps",
            "sort=name")) {
      JsonNode problem = api.json("/api/v1/images?" + query, 400, "Problem");
      assertThat(problem.path("detail").asText())
          .as(query)
          .contains(
              query.substring(0, query.indexOf('=')).replace("repository", "repository name"));
    }
  }

  @Test
  void aScanIsAskedForAndFollowed() throws Exception {
    HttpResponse<String> answer =
        api.post("/api/v1/scans", "{\"image\": \"127.0.0.1:5000/team/app:1.0\"}");
    JsonNode scan = api.checked(answer, 202, "Scan");

    assertThat(scan.path("registry").asText()).isEqualTo("main");
    assertThat(scan.path("reference").asText()).isEqualTo("1.0");
    String location = answer.headers().firstValue("location").orElseThrow();
    api.store
        .scans()
        .enter(scan.path("id").asLong(), new ScanStore.Transition("Resolve", "", RunningApi.NOW));

    JsonNode later = api.json(location, 200, "Scan");

    assertThat(later.path("state").asText()).isEqualTo("Resolve");
    assertThat(later.path("history")).isNotEmpty();
  }

  @Test
  void aScanThatCannotBeDoneIsRefused() throws Exception {
    assertThat(refused("{\"image\": \"elsewhere.example.com/team/app:1\"}", 422))
        .isEqualTo("unknown-registry");
    assertThat(refused("{\"image\": \"127.0.0.1:5000/UPPER:1\"}", 400))
        .isEqualTo("malformed-reference");
    assertThat(refused("{\"img\": \"127.0.0.1:5000/app:1\"}", 400))
        .isEqualTo("malformed-scan-request");
    assertThat(refused("[]", 400)).isEqualTo("malformed-json");
    assertThat(refused("{", 400)).isEqualTo("malformed-json");
    assertThat(refused("[".repeat(100), 400)).isEqualTo("malformed-json");
    assertThat(refused("\0\0\0{\1\1\1\1", 400))
        .as("characters in four octets that there are not")
        .isEqualTo("malformed-json");
    api.json("/api/v1/scans/4711", 404, "Problem");
    api.json("/api/v1/scans/x", 404, "Problem");
  }

  @Test
  void theQueueIsShown() throws Exception {
    api.store
        .jobs()
        .enqueue(
            List.of(new NewJob("scan", "main", new RepositoryName("team/app"), "1.0", "1", 1, "")),
            RunningApi.NOW);

    JsonNode jobs = api.json("/api/v1/jobs", 200, "Jobs");

    assertThat(jobs.path("items").path(0).path("state").asText()).isEqualTo("queued");
    assertThat(jobs.path("items").path(0).path("id").asText())
        .isEqualTo("scan/main/team/app:1.0#1");
    assertThat(api.json("/api/v1/jobs?state=dead", 200, "Jobs").path("items")).isEmpty();
    assertThat(api.json("/api/v1/jobs?kind=other", 200, "Jobs").path("items")).isEmpty();
  }

  @Test
  void aNotificationIsOnDiskWhenItIsAnswered() throws Exception {
    HttpResponse<String> answer =
        notify("main", "{\"repository\": \"team/app\", \"digest\": \"" + digest(1) + "\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(api.store.inbox().undispatched(10))
        .singleElement()
        .satisfies(accepted ->
            assertThat(accepted.event().payload()).contains("team/app", digest(1).toString()));
  }

  @Test
  void aNotificationFromAStrangerIsRefused() throws Exception {
    assertThat(notify("elsewhere", "{}").statusCode()).isEqualTo(404);
    HttpResponse<String> refused = api.post("/events/main", "{}", "Authorization", "Bearer guess");
    assertThat(api.checked(refused, 401, "Problem").path("type").asText())
        .endsWith(":unauthorized");
    HttpResponse<String> large = notify("main", "x".repeat(EventReceiver.LARGEST_BODY + 1));
    assertThat(large.statusCode()).isEqualTo(413);
  }

  @Test
  void readinessFollowsTheWorstCheckButOnlyDownIsUnready() throws Exception {
    assertThat(api.json("/health/ready", 200, "Readiness").path("status").asText()).isEqualTo("up");

    api.health = new HealthCheck.Result("advisories", HealthCheck.State.DEGRADED, "eight days old");
    JsonNode degraded = api.json("/health/ready", 200, "Readiness");
    assertThat(degraded.path("status").asText()).isEqualTo("degraded");
    assertThat(degraded.path("checks").path("advisories").path("detail").asText())
        .isEqualTo("eight days old");

    api.health = new HealthCheck.Result("store", HealthCheck.State.DOWN, "no room");
    assertThat(api.json("/health/ready", 503, "Readiness").path("status").asText())
        .isEqualTo("down");
  }

  @Test
  void aServiceThatStopsIsAliveButNotReady() throws Exception {
    api.stopping.set(true);

    assertThat(api.json("/health/ready", 503, "Readiness").path("status").asText())
        .isEqualTo("stopping");
    assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsShowTheStateAtThisMoment() throws Exception {
    pushed("main", "team/app", 1);

    String metrics = api.get("/metrics").body();

    assertThat(metrics)
        .contains("sidecar_images{state=\"pending\"} 1.0")
        .contains("sidecar_jobs{state=\"dead\"} 0.0");
  }

  private int items(String path) throws Exception {
    return api.json(path, 200, "Images").path("items").size();
  }

  private String refused(String request, int status) throws Exception {
    String type =
        api.checked(api.post("/api/v1/scans", request), status, "Problem").path("type").asText();
    return type.substring(type.lastIndexOf(':') + 1);
  }

  private ImageKey pushed(String registry, String repository, int n) {
    ImageKey image = new ImageKey(registry, new RepositoryName(repository), digest(n));
    api.store.images().seen(image, RunningApi.NOW.plusSeconds(n));
    return image;
  }

  private ImageKey scanned(String registry, String repository, int n, String coverage) {
    ImageKey image = pushed(registry, repository, n);
    api.store
        .images()
        .describe(
            image,
            new ImageFacts(
                OciMediaTypes.IMAGE_MANIFEST, 17, new Platform("linux", "amd64", null), List.of()),
            RunningApi.NOW);
    api.store
        .images()
        .tagged(registry, image.repository(), "1." + n, image.digest(), RunningApi.NOW);
    api.store
        .images()
        .scanned(
            image,
            new ImageResult(
                new SeverityCounts(1, 2, 0, 0, 0, 0, 3),
                coverage,
                "v1",
                REPORT.getBytes(StandardCharsets.UTF_8),
                RunningApi.NOW));
    return image;
  }

  private HttpResponse<String> notify(String source, String event) throws Exception {
    return api.post(
        "/events/" + source, event, "Authorization", "Bearer " + RunningApi.EVENTS_TOKEN);
  }

  private static String path(ImageKey image) {
    return "/api/v1/images/" + image.repository() + "@" + image.digest();
  }

  private static Digest digest(int n) {
    return Digest.sha256(new byte[] {(byte) n});
  }
}
