package io.registrysidecar.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.policy.Decision;
import io.registrysidecar.sign.Verification;
import io.registrysidecar.verify.Found;
import io.registrysidecar.verify.FoundSignature;
import java.util.Optional;
import java.util.TreeSet;

/** Who signed an image, for programs. */
final class FoundJson {

  private static final JsonMapper MAPPER = new JsonMapper();

  private FoundJson() {}

  static String of(Reference image, Found found, Optional<Decision> decision)
      throws JsonProcessingException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("image", image.toString());
    root.put("digest", found.image().self().digest().toString());
    root.put("mediaType", found.image().self().mediaType());
    root.put("released", found.isReleased());
    var signatures = root.putArray("signatures");
    found.signatures().forEach(signature -> signatures.add(signature(signature)));
    found.notes().forEach(root.putArray("notes")::add);
    decision.ifPresent(made -> {
      ObjectNode policy = root.putObject("policy");
      policy.put("result", made.verdict().result().word());
      made.verdict().reasons().forEach(policy.putArray("reasons")::add);
    });
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static ObjectNode signature(FoundSignature signature) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("form", signature.kind().word());
    node.put("manifest", signature.holder().toString());
    node.put("object", signature.object().toString());
    node.put("covers", signature.covers());
    node.put("statement", signature.says());
    node.put("result", FoundText.word(signature.verification()));
    switch (signature.verification()) {
      case Verification.Trusted(String signer, var _, var _) -> node.put("signer", signer);
      case Verification.Untrusted(String signer, var _) when !signer.isEmpty() ->
          node.put("signer", signer);
      case Verification.Untrusted _, Verification.Invalid _ -> {} // nobody can be named
    }
    node.put("detail", signature.verification().detail());
    FoundText.overridden(signature).ifPresent(why -> node.put("policyOverridden", why));
    new TreeSet<>(signature.roles()).forEach(node.putArray("roles")::add);
    return node;
  }
}
