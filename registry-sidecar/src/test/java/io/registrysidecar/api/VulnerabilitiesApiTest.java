package io.registrysidecar.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.store.ComponentFinding;
import io.registrysidecar.store.ComponentIdentity;
import io.registrysidecar.store.ImageKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which images a vulnerability is in. */
class VulnerabilitiesApiTest {

  private static final ComponentIdentity CURL =
      new ComponentIdentity("Debian", "12", "curl", "7.88", null, null, null, "pkg:deb/curl@7.88");

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

  private long has(String repository) {
    ImageKey image =
        new ImageKey(
            "main", new RepositoryName(repository), Digest.sha256(repository.getBytes(UTF_8)));
    api.store.images().seen(image, RunningApi.NOW);
    return api.store.components().assign(image, List.of(CURL)).getFirst().id();
  }

  private static String affected(String id) {
    return "/api/v1/vulnerabilities/" + id + "/images";
  }

  @Test
  void theyAreFoundByAnyOfItsNamesPageByPage() throws Exception {
    has("team/app");
    long curl = has("team/base");
    ComponentFinding finding =
        new ComponentFinding(
            "DSA-1", List.of("CVE-2026-1"), "high", "fixed-available", "7.89", "{}");
    api.store.findings().replace(Map.of(curl, List.of(finding)), "v1");

    JsonNode all = api.json(affected("DSA-1"), 200, "Images");
    JsonNode first = api.json(affected("CVE-2026-1") + "?limit=1", 200, "Images");
    JsonNode second =
        api.json(affected("CVE-2026-1") + "?after=" + first.path("next").asText(), 200, "Images");

    assertThat(all.path("items").findValuesAsText("repository"))
        .containsExactly("team/app", "team/base");
    assertThat(first.path("items").findValuesAsText("repository")).containsExactly("team/app");
    assertThat(second.path("items").findValuesAsText("repository")).containsExactly("team/base");
  }

  @Test
  void whatIsInNoneHasNone() throws Exception {
    has("team/app");

    assertThat(api.json(affected("CVE-2026-2"), 200, "Images").path("items")).isEmpty();
    assertThat(api.json(affected("CVE-2026-2") + "?limit=0", 400, "Problem").path("type").asText())
        .endsWith(":malformed-parameter");
  }
}
