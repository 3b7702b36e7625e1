package io.registrysidecar.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTest {

  @ParameterizedTest
  @CsvSource({
    "a/b:1, '', a/b:1",
    "[prod]a/b:1, prod, a/b:1",
    "[]a/b:1, '', a/b:1",
    "[prod, '', [prod",
  })
  void aKeyMayNameANamespace(String key, String namespace, String image) throws Exception {
    assertThat(ProviderRequest.read(request("[\"" + key + "\"]")).keys())
        .containsExactly(new ProviderKey(key, namespace, image));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "\"a/b:1\"", "[1]", "[null]", "[[\"a/b:1\"]]"})
  void otherKeysAreRefused(String keys) {
    assertThatThrownBy(() -> ProviderRequest.read(request(keys)))
        .isInstanceOf(MalformedReview.class)
        .hasMessageStartingWith("request.keys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"kind\": \"ProviderRequest\"}"})
  void otherDocumentsAreRefused(String body) {
    assertThatThrownBy(() -> ProviderRequest.read(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedReview.class)
        .hasMessageStartingWith("it is not a ProviderRequest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"kind\": 1, \"kind\": 2}"})
  void brokenDocumentsAreRefused(String body) {
    assertThatThrownBy(() -> ProviderRequest.read(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedReview.class)
        .hasMessage("the request is not acceptable JSON");
  }

  @Test
  void tooManyKeysAreRefused() throws Exception {
    String keys = "\"a\",".repeat(499);

    assertThat(ProviderRequest.read(request("[" + keys + "\"a\"]")).keys()).hasSize(500);
    assertThatThrownBy(() -> ProviderRequest.read(request("[" + keys + "\"a\",\"a\"]")))
        .isInstanceOf(MalformedReview.class);
  }

  @Test
  void everyKeyIsAnsweredVerbatim() {
    ProviderResponse response =
        new ProviderResponse(
            true,
            List.of(
                new ProviderResponse.Item(
                    ProviderKey.of("[prod]a/b:1"), TextNode.valueOf("a/b@sha256:00"), ""),
                new ProviderResponse.Item(ProviderKey.of("bad"), null, "cannot resolve")),
            "");

    assertThat(response.json())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "{\"apiVersion\":\"externaldata.gatekeeper.sh/v1beta1\",\"kind\":\"ProviderResponse\","
                + "\"response\":{\"idempotent\":true,\"items\":["
                + "{\"key\":\"[prod]a/b:1\",\"value\":\"a/b@sha256:00\"},"
                + "{\"key\":\"bad\",\"error\":\"cannot resolve\"}],\"systemError\":\"\"}}");
  }

  private static byte[] request(String keys) {
    return """
    {"apiVersion": "externaldata.gatekeeper.sh/v1beta1", "kind": "ProviderRequest",
     "request": {"keys": %s}}
    """
        .formatted(keys)
        .getBytes(StandardCharsets.UTF_8);
  }
}
