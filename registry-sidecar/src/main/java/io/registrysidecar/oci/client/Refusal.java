package io.registrysidecar.oci.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.client.auth.Scope;
import io.registrysidecar.oci.client.http.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An answer other than success, and what its body says (OCI distribution specification, error
 * codes). The body may be of any kind and size; only its beginning is read.
 *
 * @param status the status code
 * @param codes the error codes of the body; empty when it is not the JSON of the specification
 * @param detail what the body says, fit for a message
 * @param retryAfter when to come back, or null
 */
record Refusal(int status, List<String> codes, String detail, @Nullable Duration retryAfter) {

  private static final int LARGEST_BODY = 64 << 10;

  Refusal {
    codes = List.copyOf(codes);
  }

  static Refusal read(Answer answer, InstantSource clock) throws IOException {
    byte[] body = answer.beginning(LARGEST_BODY);
    Duration retryAfter =
        answer.header("retry-after").map(value -> RetryAfter.parse(value, clock)).orElse(null);
    String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    List<String> codes = new ArrayList<>();
    String detail = type.contains("html") ? "an HTML page" : explain(body, codes);
    return new Refusal(
        answer.status(), codes, detail.isEmpty() ? "no details" : detail, retryAfter);
  }

  boolean has(String code) {
    return codes.contains(code);
  }

  /** The failure that this refusal is, unless the exchange knows better. */
  RegistryFailure failure(String action, Scope scope) {
    if (status == 404 && detail.toLowerCase(Locale.ROOT).contains("accept header")) {
      return new RegistryFailure.Unsupported(
          action, "the registry has it only in a format that is not supported: " + detail);
    }
    if (status == 405 || has("UNSUPPORTED")) {
      return new RegistryFailure.Unsupported(
          action, "the registry does not support this (" + status + " " + detail + ")");
    }
    return switch (status) {
      case 401, 403 -> new RegistryFailure.Denied(action, status, scope + "; it said: " + detail);
      case 404 -> new RegistryFailure.NotFound(action, detail);
      case 429 -> new RegistryFailure.RateLimited(action, retryAfter);
      case 408 -> new RegistryFailure.ServerError(action, status, detail, retryAfter);
      default ->
          status >= 500
              ? new RegistryFailure.ServerError(action, status, detail, retryAfter)
              : new RegistryFailure.Rejected(action, status, detail);
    };
  }

  private static String explain(byte[] body, List<String> codes) {
    JsonNode errors;
    try {
      errors = BoundedJson.read(body).path("errors");
    } catch (IOException _) {
      return Printable.of(body);
    }
    StringBuilder detail = new StringBuilder();
    for (JsonNode error : errors) {
      String code = error.path("code").asText();
      codes.add(code);
      detail.append(detail.isEmpty() ? "" : "; ").append(code);
      String message = error.path("message").asText();
      String more = error.path("detail").isTextual() ? error.path("detail").asText() : "";
      detail
          .append(message.isEmpty() ? "" : ": " + message)
          .append(more.isEmpty() ? "" : ": " + more);
    }
    return Printable.of(detail.toString());
  }
}
