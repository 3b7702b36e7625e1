package io.registrysidecar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.policy.SignedStatement;
import io.registrysidecar.schema.SignatureInfo;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.verify.Found;
import io.registrysidecar.verify.FoundSignature;
import io.registrysidecar.verify.TrustedParties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What trusted signers said of an image, as policies want it. */
public final class ImageStatements {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String KEY = "key ";

  private ImageStatements() {}

  /** The statements of those who are trusted, as far as they hold for the image. */
  public static List<SignedStatement> of(Found found) {
    return of(found.signatures());
  }

  static List<SignedStatement> of(List<FoundSignature> signatures) {
    List<SignedStatement> statements = new ArrayList<>();
    for (FoundSignature signature : signatures) {
      if (signature.covers()
          && signature.says() != null
          && signature.verification() instanceof Verification.Trusted trusted) {
        ObjectNode predicate = signature.statement().map(s -> s.predicate()).orElse(null);
        statements.add(
            new SignedStatement(
                name(trusted.signer()),
                signature.roles(),
                signature.says(),
                builder(signature, predicate),
                null,
                map(predicate)));
      }
    }
    return statements;
  }

  /** The same as reports keep them. */
  static List<SignatureInfo> kept(List<FoundSignature> signatures) {
    List<SignatureInfo> kept = new ArrayList<>();
    for (FoundSignature signature : signatures) {
      if (signature.covers()
          && signature.says() != null
          && signature.verification() instanceof Verification.Trusted trusted) {
        kept.add(
            new SignatureInfo(
                signature.kind().word(),
                name(trusted.signer()),
                trusted.issuer(),
                List.copyOf(signature.roles()),
                signature.isOfImage() ? null : signature.says(),
                signature.object().toString(),
                signature.holder().toString()));
      }
    }
    return kept;
  }

  /** Policies name keys by their names alone; no identity in a certificate begins like this. */
  private static String name(String signer) {
    return signer.startsWith(KEY) ? signer.substring(KEY.length()) : signer;
  }

  /** Only those who are trusted to say so may name a builder. */
  private static @Nullable String builder(
      FoundSignature signature, @Nullable ObjectNode predicate) {
    if (predicate == null
        || signature.says() == null
        || !signature.says().startsWith("https://slsa.dev/provenance/")
        || !signature.roles().contains(TrustedParties.BUILDER)) {
      return null;
    }
    String v1 = predicate.path("runDetails").path("builder").path("id").asText("");
    String id = v1.isEmpty() ? predicate.path("builder").path("id").asText("") : v1;
    return id.isEmpty() ? null : id;
  }

  private static Map<String, Object> map(@Nullable ObjectNode predicate) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (predicate != null) {
      for (Map.Entry<String, JsonNode> each : predicate.properties()) {
        if (!each.getValue().isNull()) {
          map.put(each.getKey(), MAPPER.convertValue(each.getValue(), Object.class));
        }
      }
    }
    return map;
  }
}
