package io.registrysidecar.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Questions to a webhook, and its answers, as JSON. */
final class WebhookCalls {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How long a question may take. */
  static final Duration TIME = Duration.ofSeconds(30);

  private WebhookCalls() {}

  static JsonNode ask(Webhook webhook, String body) throws Exception {
    return JSON.readTree(webhook.answer(body.getBytes(StandardCharsets.UTF_8), Admission.PATIENT));
  }

  static JsonNode json(String text) throws Exception {
    return JSON.readTree(text);
  }
}
