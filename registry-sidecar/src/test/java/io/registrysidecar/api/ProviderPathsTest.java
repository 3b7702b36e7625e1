package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gatekeeper reads a problem as what it is: no answer. */
class ProviderPathsTest {

  private static final List<Problem> PROBLEMS =
      List.of(
          Problem.busy(),
          Problem.badRequest("malformed-review", "it is no JSON"),
          Problem.tooLarge(10),
          Problem.unsupportedMediaType("send JSON"),
          Problem.notFound("no such path"),
          Problem.internal("1"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admission/gatekeeper",
        "/admission/gatekeeper/mutate",
        "/ratify/gatekeeper/v1/verify",
        "/ratify/gatekeeper/v1/mutate",
        "/ratify/gatekeeper/v1/wrongly-written",
        "/admission/gatekeepr"
      })
  void whereGatekeeperAsksAProblemIsASystemError(String path) throws Exception {
    for (Problem problem : PROBLEMS) {
      JsonNode document = read(problem.answer(path));

      assertThat(document.at("/response/systemError").asText()).isEqualTo(problem.detail());
      assertThat(document.path("detail").asText()).isEqualTo(problem.detail());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/images", "/", "", "/keys", "/ratifyed"})
  void elsewhereAProblemIsNothingElse(String path) throws Exception {
    for (Problem problem : PROBLEMS) {
      assertThat(read(problem.answer(path)).has("response")).isFalse();
    }
  }

  private static JsonNode read(Answer answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }
}
