package io.registrysidecar.api;

import static io.registrysidecar.api.KnownImages.REPORT;
import static io.registrysidecar.api.KnownImages.digest;
import static io.registrysidecar.api.KnownImages.path;
import static io.registrysidecar.api.KnownImages.pushed;
import static io.registrysidecar.api.KnownImages.scanned;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.audit.EventType;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageResult;
import io.registrysidecar.store.ImageState;
import io.registrysidecar.store.NewEvent;
import io.registrysidecar.store.SeverityCounts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images over HTTP: one of them, its report and history, and lists of them. */
class ImagesApiTest {

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
    ImageKey image = scanned(api.store, "main", "team/app", 1, "complete");

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
    ImageKey blind = scanned(api.store, "main", "team/app", 1, "none");
    ImageKey pending = pushed(api.store, "main", "team/app", 2);

    assertThat(api.json(path(blind), 200, "Image").path("summary").isNull()).isTrue();
    assertThat(api.json(path(pending), 200, "Image").path("summary").isNull()).isTrue();
  }

  @Test
  void theReportIsGivenAsItWasStored() throws Exception {
    ImageKey image = scanned(api.store, "main", "team/app", 1, "complete");

    assertThat(api.get(path(image) + "/report").body()).isEqualTo(REPORT);
  }

  @Test
  void anImageWithoutReportSaysHowFarItHasCome() throws Exception {
    ImageKey image = pushed(api.store, "main", "team/app", 1);
    api.store.images().become(image, ImageState.FAILED, "the registry is gone");

    JsonNode problem = api.json(path(image) + "/report", 404, "Problem");

    assertThat(problem.path("detail").asText())
        .contains("has no report; its state is failed: the registry is gone");
  }

  @Test
  void theHistoryOfAnImageIsReadPageByPageAndSaysThatItIsWhole() throws Exception {
    ImageKey image = pushed(api.store, "main", "team/app", 1);
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
    ImageKey image = scanned(api.store, "main", "team/app", 1, "complete");
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
    ImageKey here = scanned(api.store, "main", "team/app", 1, "complete");
    scanned(api.store, "other", "team/app", 1, "complete");

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
      scanned(api.store, "main", "team/app" + i, i, "complete");
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
    scanned(api.store, "main", "team/app", 1, "complete");
    pushed(api.store, "main", "team/app", 2);
    scanned(api.store, "other", "base", 3, "complete");

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

  private int items(String path) throws Exception {
    return api.json(path, 200, "Images").path("items").size();
  }
}
