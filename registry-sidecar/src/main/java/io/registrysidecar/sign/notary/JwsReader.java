package io.registrysidecar.sign.notary;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.BoundedJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a flattened JSON Web Signature (signature specification, JWS envelope). */
final class JwsReader {

  private static final Set<String> MEMBERS = Set.of("payload", "protected", "header", "signature");

  private JwsReader() {}

  static ReadEnvelope read(byte[] bytes) throws MalformedEnvelope {
    JsonNode root = object(bytes, "it");
    for (String name : names(root)) {
      if (!MEMBERS.contains(name)) {
        throw new MalformedEnvelope("it has a member \"" + name + "\"");
      }
    }
    String payload = text(root, "payload");
    String headers = text(root, "protected");
    JwsHeader protectedHeader = new JwsHeader(object(base64Url(headers), "its protected header"));
    JsonNode header = root.path("header");
    if (!header.isObject()) {
      throw new MalformedEnvelope("it has no header");
    }
    for (String name : names(header)) {
      if (protectedHeader.has(name) || name.equals("crit")) {
        throw new MalformedEnvelope("the header " + name + " stands outside of the signature");
      }
    }
    return new ReadEnvelope(
        SignedAttributes.of(protectedHeader),
        base64Url(payload),
        (headers + "." + payload).getBytes(US_ASCII),
        base64Url(text(root, "signature")),
        chain(header.path("x5c")),
        new Unsigned(timestamp(header), agent(header)));
  }

  private static JsonNode object(byte[] bytes, String what) throws MalformedEnvelope {
    try {
      JsonNode node = BoundedJson.read(bytes);
      if (!node.isObject()) {
        throw new MalformedEnvelope(what + " is not a JSON object");
      }
      return node;
    } catch (IOException e) {
      throw new MalformedEnvelope(what + " is not JSON this program reads", e);
    }
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream().map(entry -> entry.getKey()).collect(Collectors.toSet());
  }

  private static String text(JsonNode holder, String name) throws MalformedEnvelope {
    JsonNode node = holder.path(name);
    if (!node.isTextual()) {
      throw new MalformedEnvelope("its " + name + " is not text");
    }
    return node.textValue();
  }

  private static List<byte[]> chain(JsonNode node) throws MalformedEnvelope {
    if (!node.isArray()) {
      throw new MalformedEnvelope("it has no list x5c of certificates");
    }
    List<byte[]> chain = new ArrayList<>();
    for (JsonNode certificate : node) {
      if (!certificate.isTextual()) {
        throw new MalformedEnvelope("a certificate of x5c is not text");
      }
      chain.add(base64(certificate.textValue()));
    }
    return chain;
  }

  private static byte @Nullable [] timestamp(JsonNode header) throws MalformedEnvelope {
    return header.has(Header.TIMESTAMP) ? base64(text(header, Header.TIMESTAMP)) : null;
  }

  private static @Nullable String agent(JsonNode header) throws MalformedEnvelope {
    return header.has(Header.SIGNING_AGENT) ? text(header, Header.SIGNING_AGENT) : null;
  }

  private static byte[] base64Url(String text) throws MalformedEnvelope {
    return exactly(text, Base64.getUrlDecoder(), Base64.getUrlEncoder().withoutPadding());
  }

  private static byte[] base64(String text) throws MalformedEnvelope {
    return exactly(text, Base64.getDecoder(), Base64.getEncoder());
  }

  /**
   * The bytes of which {@code text} is the one encoding: padding and spare bits are as they are.
   */
  private static byte[] exactly(String text, Base64.Decoder decoder, Base64.Encoder encoder)
      throws MalformedEnvelope {
    try {
      byte[] ascii = text.getBytes(US_ASCII);
      byte[] decoded = decoder.decode(ascii);
      if (!text.equals(new String(ascii, US_ASCII))
          || !Arrays.equals(encoder.encode(decoded), ascii)) {
        throw new MalformedEnvelope("a value is not base64 in its one exact form");
      }
      return decoded;
    } catch (IllegalArgumentException e) {
      throw new MalformedEnvelope("a value is not base64", e);
    }
  }
}
