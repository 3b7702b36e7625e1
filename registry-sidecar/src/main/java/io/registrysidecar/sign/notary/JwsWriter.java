package io.registrysidecar.sign.notary;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.sign.notary.certificate.Certificates;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Writes a flattened JSON Web Signature, its members in the order in which notation has them. */
final class JwsWriter {

  private JwsWriter() {}

  static Draft draft(Claims claims, byte[] payload) {
    return new JwsDraft(
        base64Url(protectedHeader(claims)), base64Url(payload), claims.chain().certificates());
  }

  private static byte[] protectedHeader(Claims claims) {
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    header.put("alg", claims.chain().algorithm().jws());
    ArrayNode critical = header.putArray("crit");
    claims.critical().forEach(critical::add);
    header.put("cty", NotaryPayload.CONTENT_TYPE);
    if (claims.expiry() != null) {
      header.put(Header.EXPIRY, claims.expiry().toString());
    }
    header.put(Header.SIGNING_SCHEME, SigningScheme.X509.label());
    header.put(Header.SIGNING_TIME, claims.signedAt().toString());
    return BoundedJson.write(header);
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The two parts that are signed, and the certificates. */
  private record JwsDraft(String headers, String payload, List<X509Certificate> chain)
      implements Draft {

    @Override
    public byte[] toSign() {
      return (headers + "." + payload).getBytes(US_ASCII);
    }

    @Override
    public byte[] envelope(byte[] signature, String agent) {
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      root.put("payload", payload).put("protected", headers);
      ObjectNode header = root.putObject("header");
      ArrayNode certificates = header.putArray("x5c");
      chain.forEach(
          each -> certificates.add(Base64.getEncoder().encodeToString(Certificates.der(each))));
      header.put(Header.SIGNING_AGENT, agent);
      root.put("signature", base64Url(signature));
      return BoundedJson.write(root);
    }
  }
}
