package io.registrysidecar.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What Gatekeeper asks an external data provider.
 *
 * @param keys each is to be answered
 */
record ProviderRequest(List<ProviderKey> keys) {

  /** The largest request that is read, in bytes. */
  static final int LARGEST = 1 << 20;

  private static final int MOST = 500;
  private static final int LONGEST = 1300;

  ProviderRequest {
    keys = List.copyOf(keys);
  }

  /**
   * The request that {@code body} holds.
   *
   * @throws MalformedReview if it is not a ProviderRequest of {@code
   *     externaldata.gatekeeper.sh/v1beta1}, or has too many keys or too long ones
   */
  static ProviderRequest read(byte[] body) throws MalformedReview {
    JsonNode json = Questions.json(body, LARGEST);
    if (!json.path("kind").asText().equals("ProviderRequest")
        || !json.path("apiVersion").asText().equals(ProviderResponse.API_VERSION)) {
      throw new MalformedReview(
          null, "it is not a ProviderRequest of " + ProviderResponse.API_VERSION);
    }
    JsonNode list = json.path("request").path("keys");
    if (!list.isArray() || list.size() > MOST) {
      throw new MalformedReview(null, "request.keys is not a list of at most " + MOST + " keys");
    }
    List<ProviderKey> keys = new ArrayList<>();
    for (JsonNode key : list) {
      if (!key.isTextual() || key.textValue().length() > LONGEST) {
        throw new MalformedReview(
            null,
            "request.keys/%d is not a string of at most %d characters"
                .formatted(keys.size(), LONGEST));
      }
      keys.add(ProviderKey.of(key.textValue()));
    }
    return new ProviderRequest(keys);
  }
}
