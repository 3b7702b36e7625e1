package io.registrysidecar.admission;

import io.registrysidecar.config.AdmissionRules;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.RegistryHost;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells from references alone which images are looked after, and which are let through. */
final class Names {

  /**
   * As a reference this is a tag of {@code docker.io/library/sha256}; nodes look for an ID first.
   */
  private static final Pattern ON_THE_NODE = Pattern.compile("sha(256|384|512):[0-9a-f]+");

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
    if (ON_THE_NODE.matcher(wanted.image()).matches()) {
      return new Named.Malformed(
          "a node takes it for an image that it has already, whichever that is;"
              + " write registry/repository:tag or registry/repository@digest");
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
