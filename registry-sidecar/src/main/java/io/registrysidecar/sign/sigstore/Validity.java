package io.registrysidecar.sign.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * While a key or an authority of a trusted root counts; both ends belong to it.
 *
 * @param until null if it has not ended
 */
record Validity(Instant from, @Nullable Instant until) {

  static Validity parse(JsonNode holder) throws MalformedDocument {
    JsonNode node = ProtoJson.object(holder, "validFor");
    return new Validity(
        ProtoJson.time(node, "start"), node.hasNonNull("end") ? ProtoJson.time(node, "end") : null);
  }

  boolean contains(Instant time) {
    return !time.isBefore(from) && (until == null || !time.isAfter(until));
  }
}
