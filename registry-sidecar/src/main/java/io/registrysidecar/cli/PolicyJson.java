package io.registrysidecar.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.policy.Decision;
import io.registrysidecar.policy.RuleResult;
import java.util.List;

/** Decisions, rule by rule, for programs. */
final class PolicyJson {

  private static final JsonMapper JSON = new JsonMapper();

  private PolicyJson() {}

  static ObjectNode of(String file, String image, Decision decision) {
    ObjectNode json = JSON.createObjectNode();
    json.put("file", file).put("image", image).put("result", decision.result().word());
    if (decision.profile() != null) {
      json.put("profile", decision.profile());
    }
    ArrayNode rules = json.putArray("rules");
    for (RuleResult rule : decision.rules()) {
      ObjectNode one = rules.addObject();
      one.put("id", rule.rule())
          .put("kind", rule.kind())
          .put("enforce", rule.enforcement().word())
          .put("outcome", rule.outcome().word());
      texts(one.putArray("reasons"), rule.reasons());
      texts(one.putArray("excepted"), rule.excused());
    }
    return json;
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
