package io.registrysidecar.oci.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.client.http.Answer;
import java.io.IOException;

/** An answer that should be JSON. */
final class BoundedJsonAnswer {

  private BoundedJsonAnswer() {}

  static JsonNode read(Answer answer, int largest, String action)
      throws IOException, RegistryException {
    byte[] body = answer.body(largest);
    try {
      return BoundedJson.read(body);
    } catch (JacksonException e) {
      throw new RegistryException(
          new RegistryFailure.Unsupported(action, "the registry did not answer with JSON"), e);
    }
  }
}
