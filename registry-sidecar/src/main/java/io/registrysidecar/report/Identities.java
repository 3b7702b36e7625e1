package io.registrysidecar.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.inventory.Identification;
import io.registrysidecar.inventory.Identification.Basis;
import io.registrysidecar.schema.ComponentInfo;
import io.registrysidecar.schema.IdentityInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How sure it is that components are what they are said to be, in the words of each format. */
final class Identities {

  static final String LOW = "low";

  private Identities() {}

  /** As the report says it; null where the component's own metadata states its name. */
  static @Nullable IdentityInfo info(Identification identification) {
    Basis basis = identification.basis();
    return basis == Basis.STATED ? null : new IdentityInfo(level(basis), basis.word());
  }

  private static String level(Basis basis) {
    return basis.confidence() >= 0.8 ? "high" : basis.confidence() >= 0.5 ? "medium" : LOW;
  }

  /** The surest of what several places say of one component; empty where one states it. */
  static Optional<Basis> of(List<ComponentInfo> places) {
    Basis surest = Basis.FILE_NAME;
    for (ComponentInfo place : places) {
      IdentityInfo identity = place.identity();
      Basis said = identity == null ? Basis.STATED : basis(identity.basis());
      surest = said.compareTo(surest) < 0 ? said : surest;
    }
    return surest == Basis.STATED ? Optional.empty() : Optional.of(surest);
  }

  private static Basis basis(String word) {
    return Stream.of(Basis.values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElse(Basis.FILE_NAME);
  }

  /**
   * {@code evidence.identity} of CycloneDX 1.6.
   *
   * @param group the group in doubt, or null where the name is
   */
  static ArrayNode cycloneDx(Basis basis, @Nullable String group, String name) {
    ArrayNode identities = JsonText.array();
    ObjectNode identity =
        identities
            .addObject()
            .put("field", group == null ? "name" : "group")
            .put("confidence", basis.confidence())
            .put("concludedValue", group == null ? name : group);
    identity
        .putArray("methods")
        .addObject()
        .put("technique", technique(basis))
        .put("confidence", basis.confidence())
        .put("value", basis.reason());
    return identities;
  }

  private static String technique(Basis basis) {
    return switch (basis) {
      case STATED, MANIFEST, MODULE_NAME -> "manifest-analysis";
      case PROGRAM_TEXT, CLASS_PACKAGES -> "binary-analysis";
      case FILE_NAME -> "filename";
      case KNOWN_ARTIFACT -> "other";
    };
  }
}
