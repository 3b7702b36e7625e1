package io.registrysidecar.admission;

import io.registrysidecar.config.AdmissionRules;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.RegistryHost;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells from references alone which images are looked after, and which are let through. */
final class Names {

  private final Map<String, WatchedRegistry> registries = new LinkedHashMap<>();
  private final AdmissionRules rules;

  Names(Collection<WatchedRegistry> registries, AdmissionRules rules) {
    registries.forEach(
        registry -> this.registries.putIfAbsent(RegistryHost.canonical(registry.host()), registry));
    this.rules = rules;
  }

  /** What is meant by an image. */
  Named of(Wanted wanted) {
    if (!wanted.namespace().isEmpty() && rules.exemptNamespaces().accepts(wanted.namespace())) {
      return new Named.Exempt("namespace " + wanted.namespace() + " is exempt");
    }
    Reference reference;
    try {
      reference = Reference.parse(wanted.image());
    } catch (MalformedReference e) {
      return new Named.Malformed(String.valueOf(e.getMessage()));
    }
    String name = reference.registry() + "/" + reference.repository();
    if (rules.exemptImages().accepts(name)) {
      return new Named.Exempt(name + " is exempt");
    }
    WatchedRegistry registry = registries.get(reference.registry());
    if (registry == null) {
      return new Named.Foreign("the registry " + reference.registry() + " is not looked after");
    }
    return registry.accepts().test(reference.repository())
        ? new Named.Ours(new Target(registry, reference.repository(), reference.key()))
        : new Named.Foreign("the repository " + name + " is not looked after");
  }
}
