package io.registrysidecar.scan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.registrysidecar.advisory.Finding;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.inventory.SourcePackage;
import io.registrysidecar.store.ComponentFinding;
import io.registrysidecar.store.ComponentIdentity;
import io.registrysidecar.store.ComponentStore;
import io.registrysidecar.store.FindingStore;
import io.registrysidecar.store.ImageKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Keeps which components an image has, and what is wrong with each component by itself. That leads
 * from an advisory to the images that it concerns. A component that many images have is judged
 * once.
 */
final class ComponentLedger {

  private final ComponentStore components;
  private final FindingStore findings;
  private final Cache<Inventory, Assigned> last =
      Caffeine.newBuilder().weakKeys().expireAfterWrite(Duration.ofMinutes(10)).build();

  ComponentLedger(ComponentStore components, FindingStore findings) {
    this.components = components;
    this.findings = findings;
  }

  void judged(ImageKey image, Inventory inventory, Knowledge knowledge) throws UnusableKnowledge {
    Assigned same = last.getIfPresent(inventory);
    if (same != null
        && same.version().equals(knowledge.version())
        && components.assignAsOf(image, same.image(), same.count())) {
      return;
    }
    int count = judgeEach(image, inventory, knowledge);
    last.put(inventory, new Assigned(image, knowledge.version(), count));
  }

  /** Gives how many components that are different the image has. */
  private int judgeEach(ImageKey image, Inventory inventory, Knowledge knowledge)
      throws UnusableKnowledge {
    Map<ComponentIdentity, Component> distinct = new LinkedHashMap<>();
    inventory.components().forEach(found -> distinct.putIfAbsent(identity(found), found));
    Map<Long, Component> numbered = new HashMap<>();
    for (ComponentStore.Known known : components.assign(image, List.copyOf(distinct.keySet()))) {
      numbered.put(known.id(), distinct.get(known.identity()));
    }
    int count = numbered.size();
    if (knowledge.version().isEmpty()) {
      return count;
    }
    numbered.keySet().removeAll(findings.judged(numbered.keySet(), knowledge.version()));
    Map<Long, List<ComponentFinding>> found = new HashMap<>();
    for (Map.Entry<Long, Component> entry : numbered.entrySet()) {
      found.put(
          entry.getKey(),
          knowledge.judge(entry.getValue()).stream().map(ComponentLedger::stored).toList());
    }
    if (!found.isEmpty()) {
      findings.replace(found, knowledge.version());
    }
    return count;
  }

  /**
   * An image whose components were stored a moment ago, each of them judged.
   *
   * @param version of what is known to be wrong
   */
  private record Assigned(ImageKey image, String version, int count) {}

  private static ComponentIdentity identity(Component component) {
    SourcePackage source = component.source();
    return new ComponentIdentity(
        component.ecosystem(),
        component.release(),
        component.name(),
        component.version(),
        source == null ? null : source.name(),
        source == null ? null : source.version(),
        component.maintainer(),
        component.purl());
  }

  private static ComponentFinding stored(Finding finding) {
    return new ComponentFinding(
        finding.id(),
        finding.aliases(),
        word(finding.severity()),
        word(finding.status()),
        finding.fixed(),
        detail(finding).toString());
  }

  private static ObjectNode detail(Finding finding) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail.put("severitySource", finding.severitySource());
    detail.put("class", word(finding.kind()));
    detail.put("source", finding.source());
    detail.put("reason", finding.reason());
    Finding.Cvss cvss = finding.cvss();
    if (cvss != null) {
      detail
          .putObject("cvss")
          .put("version", cvss.version())
          .put("vector", cvss.vector())
          .put("score", cvss.score());
    }
    Finding.Epss epss = finding.epss();
    if (epss != null) {
      detail
          .putObject("epss")
          .put("score", epss.score())
          .put("percentile", epss.percentile())
          .put("date", epss.date().toString());
    }
    Finding.Kev kev = finding.kev();
    if (kev != null) {
      ObjectNode exploited = detail.putObject("kev").put("added", kev.added().toString());
      if (kev.due() != null) {
        exploited.put("due", kev.due().toString());
      }
      exploited.put("ransomware", kev.ransomware());
    }
    return detail;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
