package io.registrysidecar.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reviews, one case in each folder: {@code request.json} is what an API server sends, {@code
 * expected.json} says which images it brings and what both webhooks answer to it in the {@link
 * World}.
 */
final class ReviewCorpus {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Path FOLDER =
      Path.of("src/test/resources/io/registrysidecar/admission/reviews");

  private ReviewCorpus() {}

  static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.sorted().toList();
    }
  }

  static byte[] review(Path folder) throws IOException {
    return Files.readAllBytes(folder.resolve("request.json"));
  }

  static JsonNode expected(Path folder) throws IOException {
    return JSON.readTree(Files.readAllBytes(folder.resolve("expected.json")));
  }

  /** What the program makes of a case. */
  static ObjectNode actual(Path folder) throws IOException, InterruptedException {
    ObjectNode actual = JsonNodeFactory.instance.objectNode();
    byte[] review = review(folder);
    try {
      Review read = ReviewReader.read(review);
      var images = actual.putArray("images");
      read.images().forEach(image -> images.add(image.pointer() + " " + image.image()));
    } catch (MalformedReview e) {
      actual.put("malformed", e.getMessage());
    }
    World world = new World();
    actual.set("validate", answer(world.validation(), review));
    actual.set("mutate", answer(world.mutation(), review));
    return actual;
  }

  private static JsonNode answer(Webhook webhook, byte[] review)
      throws IOException, InterruptedException {
    try {
      JsonNode answer = JSON.readTree(webhook.answer(review, Duration.ofSeconds(10)));
      ObjectNode response = (ObjectNode) answer.path("response");
      if (response.has("patch")) {
        response.set(
            "patch", JSON.readTree(Base64.getDecoder().decode(response.path("patch").asText())));
      }
      return response;
    } catch (MalformedReview e) {
      return JsonNodeFactory.instance.textNode("HTTP 400: " + e.getMessage());
    }
  }
}
