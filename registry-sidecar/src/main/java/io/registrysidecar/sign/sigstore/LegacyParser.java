package io.registrysidecar.sign.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.Descriptor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands in the annotations of a legacy layer: who signed, and who saw it. */
final class LegacyParser {

  private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";
  private static final String LOG_ENTRY = "dev.sigstore.cosign/bundle";
  private static final String TIMESTAMP = "dev.sigstore.cosign/rfc3161timestamp";
  private static final int LARGEST = 1 << 24;

  private LegacyParser() {}

  static Evidence evidence(Signed signed, Descriptor layer) throws MalformedDocument {
    String entry = annotation(layer, LOG_ENTRY);
    String timestamp = annotation(layer, TIMESTAMP);
    return new Evidence(
        signed,
        claim(layer),
        entry == null ? List.of() : List.of(LogEntryParser.annotated(utf8(entry))),
        timestamp == null ? List.of() : List.of(timestamp(utf8(timestamp))),
        false);
  }

  private static Claim claim(Descriptor layer) throws MalformedDocument {
    String pem = annotation(layer, CERTIFICATE);
    if (pem == null) {
      return new Claim.Key("");
    }
    return new Claim.Certificate(Certificates.parse(Pem.only(pem).der()));
  }

  private static byte[] timestamp(byte[] json) throws MalformedDocument {
    JsonNode root = ProtoJson.read(json, LARGEST, "the timestamp in the annotation");
    return ProtoJson.bytes(root, "SignedRFC3161Timestamp");
  }

  private static @Nullable String annotation(Descriptor layer, String name) {
    String value = layer.annotations().get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
