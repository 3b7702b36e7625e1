package io.registrysidecar.sign.dsse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PredicateTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String[] TEXTS = {"", "a", "\"", "\\", "ä€𝄞", "{\"x\":[1,2]}", "\n,}"};

  @Test
  void membersAreSorted() {
    assertThat(sorted("{\"b\":{\"d\":1,\"c\":[{\"z\":0,\"y\":\"}\"}]},\"a\":null,\"ab\":\"\"}"))
        .isEqualTo("{\"a\":null,\"ab\":\"\",\"b\":{\"c\":[{\"y\":\"}\",\"z\":0}],\"d\":1}}");
  }

  @Test
  void whatIsEmptyOrSortedStays() {
    for (String same : new String[] {"{}", "{\"a\":{}}", "{\"a\":[],\"b\":[[],{}]}"}) {
      assertThat(sorted(same)).isEqualTo(same);
    }
  }

  @Test
  void bytesAreSortedAsTreesAre() {
    for (int seed = 0; seed < 500; seed++) {
      ObjectNode document = object(new Random(seed), 5);
      byte[] bytes = BoundedJson.write(document);
      byte[] before = bytes.clone();

      assertThat(Predicate.ofDocument(bytes).json())
          .as("seed %d", seed)
          .isEqualTo(Predicate.of(document).json());
      assertThat(bytes).isEqualTo(before);
    }
  }

  @Test
  void whatFollowsTheDocumentIsNotSwallowed() {
    assertThatThrownBy(() -> sorted("{}{}")).isInstanceOf(IllegalArgumentException.class);
  }

  private static String sorted(String json) {
    return new String(Predicate.ofDocument(json.getBytes(UTF_8)).json(), UTF_8);
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = JSON.objectNode();
    for (int i = random.nextInt(8); i > 0; i--) {
      object.set(
          "abc$-. ".charAt(random.nextInt(7)) + "x".repeat(random.nextInt(4)), any(random, depth));
    }
    return object;
  }

  private static JsonNode any(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> JSON.textNode(TEXTS[random.nextInt(TEXTS.length)]);
      case 1 -> JSON.numberNode(random.nextInt());
      case 2 -> JSON.numberNode(random.nextDouble());
      case 3 -> random.nextBoolean() ? JSON.nullNode() : JSON.booleanNode(random.nextBoolean());
      case 4 -> object(random, depth - 1);
      default -> {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(any(random, depth - 1));
        }
        yield array;
      }
    };
  }
}
