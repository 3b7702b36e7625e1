package io.registrysidecar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is the same for every route: finding it, credentials, errors, counting, the end. */
class ApiServerTest extends ServerBench {

  @Test
  void aRouteAnswersWithWhatItsPathSays() throws Exception {
    HttpResponse<String> answer = get("/things/team/app@7");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(answer.body()))
        .isEqualTo(JSON.readTree("{\"name\":\"team/app\",\"digest\":\"7\"}"));
  }

  @Test
  void percentSignsInPathsAreUndoneOnce() throws Exception {
    assertThat(JSON.readTree(get("/things/team%2Fapp%407").body()).path("name").asText())
        .isEqualTo("team/app");
    assertThat(JSON.readTree(get("/things/a%2520b@7").body()).path("name").asText())
        .isEqualTo("a%20b");
  }

  @Test
  void anUnknownPathIsAProblem() throws Exception {
    HttpResponse<String> answer = get("/nothing/here");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(JSON.readTree(answer.body()))
        .isEqualTo(
            JSON.readTree(
                """
                {"type": "urn:registry-sidecar:problem:not-found", "title": "There is no such thing", "status": 404,
                 "detail": "no such path; GET /openapi.yaml describes all there are", "instance": "/nothing/here"}
                """));
  }

  @Test
  void anotherMethodIsAProblemThatNamesTheRightOnes() throws Exception {
    HttpResponse<String> answer =
        send(request("/things").method("DELETE", BodyPublishers.noBody()));

    assertThat(problem(answer, 405)).isEqualTo("method-not-allowed");
    assertThat(answer.headers().firstValue("allow")).hasValue("GET, HEAD, POST");
  }

  @Test
  void whoseTokenItWasIsKnownByItsPlaceInTheFile() {
    BearerTokens tokens = new BearerTokens(List.of("first", "second"));

    assertThat(tokens.user("Bearer second")).isEqualTo("api, token 2");
    assertThat(tokens.user("bearer first")).isEqualTo("api, token 1");
    assertThat(tokens.user("Bearer guess")).isEqualTo("api");
    assertThat(tokens.user("x")).isEqualTo("api");
    assertThat(tokens.user(null)).isEqualTo("api");
    assertThat(new BearerTokens(List.of()).user("Bearer any")).isEqualTo("api");
  }

  @Test
  void aRouteForUsersWantsAToken() throws Exception {
    HttpResponse<String> without =
        http.send(HttpRequest.newBuilder(uri("/things")).build(), BodyHandlers.ofString());
    HttpResponse<String> wrong =
        http.send(
            HttpRequest.newBuilder(uri("/things")).header("Authorization", "Bearer guess").build(),
            BodyHandlers.ofString());

    assertThat(problem(without, 401)).isEqualTo("unauthorized");
    assertThat(without.headers().firstValue("www-authenticate"))
        .hasValue("Bearer realm=\"registry-sidecar\"");
    assertThat(problem(wrong, 401)).isEqualTo("unauthorized");
    assertThat(get("/things").statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsOpenNeedsNoTokenAndWithoutTokensEverythingIs() throws Exception {
    var anonymous = HttpRequest.newBuilder(uri("/open")).build();
    assertThat(http.send(anonymous, BodyHandlers.ofString()).statusCode()).isEqualTo(200);

    try (ApiServer open = listen(List.of(), 0)) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + open.port() + "/things")).build();
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aDefectIsToldWithoutItsInsides() throws Exception {
    HttpResponse<String> answer = get("/broken");

    assertThat(problem(answer, 500)).isEqualTo("internal-error");
    assertThat(answer.body()).doesNotContain("secret", "IllegalState").contains("incident");
  }

  @Test
  void aFullDiskIsSomethingToWaitFor() throws Exception {
    HttpResponse<String> answer = get("/full");

    assertThat(problem(answer, 503)).isEqualTo("storage");
    assertThat(answer.headers().firstValue("retry-after")).hasValue("30");
  }

  @Test
  void closingFirstAnswersWhatIsInFlight() throws Exception {
    CompletableFuture<HttpResponse<String>> slow =
        http.sendAsync(request("/slow").build(), BodyHandlers.ofString());
    entered.await();

    Thread closing = Thread.startVirtualThread(server::close);
    released.countDown();

    assertThat(slow.get().statusCode()).isEqualTo(200);
    closing.join();
  }

  @Test
  void aTakenPortIsSaidWithWhatToTry() {
    assertThatThrownBy(() -> listen(List.of(), server.port()))
        .isInstanceOf(CannotListen.class)
        .hasMessageStartingWith("listen on 127.0.0.1:" + server.port() + ": ")
        .hasMessageContaining("SIDECAR_LISTEN");
  }

  @Test
  void requestsAreCountedByRouteAndNotByPath() throws Exception {
    get("/things/a@1");
    get("/things/b@2");
    get("/nothing/here");

    assertThat(
            meters
                .get("sidecar.http.requests")
                .tags("route", "/things/{name}@{digest}", "status", "200")
                .timer()
                .count())
        .isEqualTo(2);
    assertThat(meters.get("sidecar.http.requests").tags("route", "none").timer().count())
        .isEqualTo(1);
  }
}
