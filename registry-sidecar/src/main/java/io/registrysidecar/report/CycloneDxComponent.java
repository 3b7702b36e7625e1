package io.registrysidecar.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.schema.ComponentInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One component in CycloneDX, wherever in the image it was found. */
final class CycloneDxComponent {

  private CycloneDxComponent() {}

  /**
   * The component.
   *
   * @param purl its package URL
   * @param places the same component in each layer that brought it in; at least one
   */
  static ObjectNode of(String purl, List<ComponentInfo> places) {
    ComponentInfo first = places.getFirst();
    ObjectNode component = JsonText.object().put("bom-ref", purl).put("type", "library");
    places.stream()
        .flatMap(place -> Stream.ofNullable(place.supplier()))
        .findFirst()
        .ifPresent(supplier -> component.put("publisher", supplier));
    int split = groupEnd(purl, first.name());
    if (split > 0) {
      component.put("group", first.name().substring(0, split));
    }
    component.put("name", first.name().substring(split > 0 ? split + 1 : 0));
    component.put("version", first.version());
    List<String> licenses =
        places.stream().flatMap(place -> place.licenses().stream()).distinct().toList();
    if (!licenses.isEmpty()) {
      component.set("licenses", licenses(licenses));
    }
    component.put("purl", purl);
    ObjectNode evidence = JsonText.object();
    String group = split > 0 ? first.name().substring(0, split) : null;
    Identities.of(places)
        .ifPresent(
            basis -> evidence.set("identity", Identities.cycloneDx(basis, group, first.name())));
    ArrayNode occurrences = occurrences(places);
    if (!occurrences.isEmpty()) {
      evidence.set("occurrences", occurrences);
    }
    if (!evidence.isEmpty()) {
      component.set("evidence", evidence);
    }
    ArrayNode properties = component.putArray("properties");
    CycloneDxBom.addProperty(properties, "ecosystem", first.ecosystem());
    places.forEach(place -> CycloneDxBom.addProperty(properties, "layer", place.layer()));
    places.stream()
        .flatMap(place -> place.digests().entrySet().stream())
        .map(file -> file.getValue() + " " + file.getKey())
        .distinct()
        .sorted()
        .forEach(file -> CycloneDxBom.addProperty(properties, "evidence", file));
    owners(places).forEach(owner -> CycloneDxBom.addProperty(properties, "owned-by", owner));
    return component;
  }

  /** Who owns a component; nobody where it is also found in files that are nobody's. */
  static List<String> owners(List<ComponentInfo> places) {
    return places.stream().anyMatch(place -> place.ownedBy() == null)
        ? List.of()
        : places.stream()
            .flatMap(place -> Stream.ofNullable(place.ownedBy()))
            .distinct()
            .sorted()
            .toList();
  }

  /** Each path, with the layer in which it was found. */
  private static ArrayNode occurrences(List<ComponentInfo> places) {
    ArrayNode occurrences = JsonText.array();
    for (ComponentInfo place : places) {
      for (String path : place.paths()) {
        occurrences
            .addObject()
            .put("location", path)
            .put("additionalContext", "layer " + place.layer());
      }
    }
    return occurrences;
  }

  /** Where the group ends in a name that has one, else 0. */
  private static int groupEnd(String purl, String name) {
    if (purl.startsWith("pkg:maven/")) {
      return Math.max(0, name.indexOf(':'));
    }
    return purl.startsWith("pkg:npm/") && name.startsWith("@") ? Math.max(0, name.indexOf('/')) : 0;
  }

  /** One expression alone, or any number of identifiers and names: CycloneDX does not mix them. */
  private static ArrayNode licenses(List<String> licenses) {
    ArrayNode array = JsonText.array();
    if (licenses.size() == 1 && LicenseNames.identifier(licenses.getFirst()).isEmpty()) {
      Optional<String> expression = LicenseNames.expression(licenses.getFirst());
      if (expression.isPresent()) {
        array.addObject().put("expression", expression.get());
        return array;
      }
    }
    for (String license : licenses) {
      ObjectNode entry = array.addObject().putObject("license");
      LicenseNames.identifier(license)
          .ifPresentOrElse(id -> entry.put("id", id), () -> entry.put("name", license));
    }
    return array;
  }
}
