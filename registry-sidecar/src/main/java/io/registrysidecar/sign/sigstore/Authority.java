package io.registrysidecar.sign.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * An authority that a trusted root names: of certificates (Fulcio) or of timestamps.
 *
 * @param name for people
 * @param chain its certificates, the root last
 */
record Authority(String name, List<X509Certificate> chain, Validity validity) {

  Authority {
    chain = List.copyOf(chain);
  }

  static Authority parse(JsonNode node) throws MalformedDocument {
    List<X509Certificate> chain = new ArrayList<>();
    JsonNode holder = ProtoJson.object(node, "certChain");
    for (JsonNode each : ProtoJson.list(holder, "certificates", Certificates.MOST)) {
      chain.add(Certificates.parse(ProtoJson.bytes(each, "rawBytes")));
    }
    if (chain.isEmpty()) {
      throw new MalformedDocument("an authority has no certificates");
    }
    return new Authority(node.path("uri").asText(), chain, Validity.parse(node));
  }
}
