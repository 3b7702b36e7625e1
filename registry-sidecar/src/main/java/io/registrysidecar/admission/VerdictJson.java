package io.registrysidecar.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.schema.SignatureInfo;
import java.util.List;

/** The answer about one image, in our own form. */
final class VerdictJson {

  private VerdictJson() {}

  /** Whether it may run comes first, so that a script can tell without reading JSON. */
  static ObjectNode of(ImageAnswer answer) {
    KnownVerdict known = answer.known();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("allowed", answer.allowed());
    json.put("verdict", answer.verdict().word());
    json.put("image", answer.image());
    json.put("digest", answer.digest() == null ? null : answer.digest().toString());
    json.put("scannedAt", known == null ? null : known.scannedAt().toString());
    texts(json.putArray("reasons"), answer.reasons());
    texts(json.putArray("warnings"), answer.warnings());
    results(json.putArray("reports"), answer);
    if (known != null && known.signatures() != null) {
      signatures(json.putArray("signatures"), known.signatures());
    }
    return json;
  }

  private static void signatures(ArrayNode list, List<SignatureInfo> signatures) {
    for (SignatureInfo signature : signatures) {
      ObjectNode each = list.addObject();
      each.put("form", signature.form()).put("signer", signature.signer());
      if (signature.issuer() != null) {
        each.put("issuer", signature.issuer());
      }
      texts(each.putArray("roles"), signature.roles());
      if (signature.statement() != null) {
        each.put("statement", signature.statement());
      }
      each.put("object", signature.object()).put("manifest", signature.manifest());
    }
  }

  private static void results(ArrayNode list, ImageAnswer answer) {
    KnownVerdict known = answer.known();
    Target target = answer.target();
    if (known == null || target == null) {
      return;
    }
    String manifests = target.registry().url() + "/v2/" + target.repository() + "/manifests/";
    for (KnownVerdict.Published result : known.results()) {
      list.addObject()
          .put("type", result.type())
          .put("digest", result.digest().toString())
          .put("href", manifests + result.digest());
    }
  }

  private static void texts(ArrayNode list, List<String> texts) {
    texts.forEach(list::add);
  }
}
