package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageResult;
import io.registrysidecar.store.SeverityCounts;
import io.registrysidecar.store.StoredVex;
import io.registrysidecar.store.VexScope;
import io.registrysidecar.store.VexStore;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements over HTTP. */
class VexApiTest {

  private static final String FIXED =
      "{\"vulnerability\":\"CVE-1\",\"status\":\"fixed\",\"author\":\"Ada\"}";

  @TempDir Path state;
  private RunningApi api;
  private ImageKey image;

  @BeforeEach
  void start() throws Exception {
    api = RunningApi.start(state);
    image = new ImageKey("main", new RepositoryName("team/app"), digest("a"));
    api.store.images().seen(image, RunningApi.NOW);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static Digest digest(String word) {
    return Digest.sha256(word.getBytes(StandardCharsets.UTF_8));
  }

  private String path() {
    return "/api/v1/images/team/app@" + image.digest() + "/vex";
  }

  private JsonNode add(String json) throws Exception {
    return api.checked(api.post(path(), json), 201, "Statement");
  }

  private StoredVex stored(JsonNode statement) {
    return api.store.vex().find(statement.path("id").asLong()).orElseThrow();
  }

  @Test
  void aStatementIsOnDiskWhenItIsAnsweredAndToldAtOnce() throws Exception {
    JsonNode added =
        add(
            """
            {"vulnerability": "CVE-1", "component": "pkg:deb/debian/a@1", "status": "not_affected",
             "justification": "component_not_present", "impact": "prose", "author": "Ada",
             "expires": "2026-03-31"}
            """);

    assertThat(added.path("counts").asBoolean()).isTrue();
    assertThat(added.path("actor").asText()).isEqualTo("api");
    assertThat(added.path("expires").asText()).isEqualTo("2026-04-01T00:00:00Z");
    assertThat(stored(added).scope())
        .isEqualTo(new VexScope("main", image.repository(), image.digest()));
    assertThat(api.told.get()).isEqualTo(1);
    JsonNode listed = api.json(path(), 200, "Statements").path("items");
    assertThat(listed).containsExactly(added);
  }

  @Test
  void whatMeetsNoFindingIsRecordedWithAHint() throws Exception {
    String report =
        """
        {"findings": [{"id": "GHSA-1", "aliases": ["CVE-2"], "component": "pkg:npm/a@1"}]}
        """;
    api.store
        .images()
        .scanned(
            image,
            new ImageResult(
                new SeverityCounts(0, 0, 0, 0, 0, 1, 0),
                "complete",
                "1",
                report.getBytes(StandardCharsets.UTF_8),
                RunningApi.NOW));

    assertThat(add(FIXED).path("hint").asText())
        .contains("is about CVE-1; the nearest are CVE-2 in pkg:npm/a@1");
    assertThat(add(FIXED.replace("CVE-1", "CVE-2")).path("hint").isNull()).isTrue();
    assertThat(api.json(path(), 200, "Statements").path("items")).hasSize(2);
  }

  @Test
  void whereItIsToBeTakenBackIsSaid() throws Exception {
    HttpResponse<String> added = api.post(path(), FIXED);
    String location = added.headers().firstValue("location").orElseThrow();

    assertThat(api.delete(location).statusCode()).isEqualTo(204);

    assertThat(api.told.get()).isEqualTo(2);
    assertThat(api.json(path(), 200, "Statements").path("items")).isEmpty();
    JsonNode ended = api.json(path() + "?ended=true", 200, "Statements").path("items").path(0);
    assertThat(ended.path("counts").asBoolean()).isFalse();
    assertThat(ended.path("endedBy").asText()).isEqualTo("api");
    api.checked(api.delete(location), 404, "Problem");
  }

  @Test
  void itMayBeAboutTheWholeRepository() throws Exception {
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(FIXED);
    json.put("scope", "repository");

    JsonNode added = add(json.toString());

    assertThat(added.path("digest").isNull()).isTrue();
    assertThat(stored(added).scope()).isEqualTo(new VexScope("main", image.repository(), null));
    assertThat(api.json(path(), 200, "Statements").path("items")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | malformed-json | not a JSON object",
        "{ | malformed-json | not JSON",
        "{} | malformed-statement | status is missing",
        "{\"vulnerability\":\"CVE-1\",\"status\":\"maybe\",\"author\":\"Ada\"} |"
            + " malformed-statement | the status \"maybe\" is not known",
        "{\"vulnerability\":\"CVE-1\",\"status\":\"not_affected\",\"author\":\"Ada\"} |"
            + " malformed-statement | not_affected needs a justification",
        "{\"vulnerability\":\"CVE-1\",\"status\":\"fixed\"} | malformed-statement | author is"
            + " missing",
        "{\"vulnerability\":\"CVE-1\",\"status\":\"fixed\",\"author\":\"Ada\",\"expires\":"
            + "\"2026-02-28\"} | malformed-statement | expires 2026-02-28 is not in the future",
        "{\"vulnerability\":\"CVE-1\",\"status\":\"fixed\",\"author\":\"Ada\",\"scope\":\"all\"} |"
            + " malformed-statement | scope is image or repository",
        "{\"vulnerability\":[\"CVE-1\"],\"status\":\"fixed\",\"author\":\"Ada\"} |"
            + " malformed-statement | vulnerability is not a text",
        "{\"cve\":\"CVE-1\",\"status\":\"fixed\",\"author\":\"Ada\"} | malformed-statement |"
            + " unknown member cve; known: action, author",
      })
  void whatIsWrongIsSaidAndNothingIsKept(String json, String problem, String says)
      throws Exception {
    JsonNode body = api.checked(api.post(path(), json), 400, "Problem");

    assertThat(body.path("type").asText()).endsWith(problem);
    assertThat(body.path("detail").asText()).contains(says);
    assertThat(api.json(path() + "?ended=true", 200, "Statements").path("items")).isEmpty();
    assertThat(api.told.get()).isZero();
  }

  @Test
  void anUnknownImageIsAProblem() throws Exception {
    String unknown = "/api/v1/images/team/app@" + digest("b") + "/vex";

    api.checked(api.post(unknown, FIXED), 404, "Problem");
    api.json(unknown, 404, "Problem");
    api.checked(api.delete(unknown + "/1"), 404, "Problem");
  }

  @Test
  void aStatementOfAnotherImageIsNotTakenBackHere() throws Exception {
    var other = new VexScope("main", image.repository(), digest("b"));
    JsonNode added = add(FIXED);
    long foreign =
        api.store
            .vex()
            .add(other, stored(added).mark(), "alice", RunningApi.NOW)
            .orElseThrow()
            .id();

    api.checked(api.delete(path() + "/" + foreign), 404, "Problem");
    api.checked(api.delete(path() + "/x"), 404, "Problem");
    assertThat(api.store.vex().find(foreign).orElseThrow().endedAt()).isNull();
  }

  @Test
  void thereIsAnEndToHowManyThereMayBe() throws Exception {
    StoredVex first = stored(add(FIXED));
    for (int i = 1; i < VexStore.MOST; i++) {
      api.store.vex().add(first.scope(), first.mark(), "alice", RunningApi.NOW);
    }

    JsonNode problem = api.checked(api.post(path(), FIXED), 422, "Problem");

    assertThat(problem.path("type").asText()).endsWith("too-many-statements");
  }

  @Test
  void aBodyThatIsLargerThanAnyStatementIsNotRead() throws Exception {
    assertThat(api.post(path(), "{\"x\":\"" + "x".repeat(40_000) + "\"}").statusCode())
        .isEqualTo(413);
  }
}
