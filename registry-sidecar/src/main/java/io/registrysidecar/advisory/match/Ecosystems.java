package io.registrysidecar.advisory.match;

import java.util.Map;

/**
 * The rules of all ecosystems; where none are listed, name and version are looked up as they are.
 */
final class Ecosystems {

  private static final EcosystemRules PLAIN = new EcosystemRules() {};

  private static final Map<String, EcosystemRules> RULES =
      Map.of(
          "Debian", new DebianRules(),
          "Ubuntu", new UbuntuRules(),
          "Alpine", new AlpineRules(),
          "Alpaquita", new AlpineRules(),
          "Wolfi", new WolfiRules(),
          "Chainguard", new WolfiRules(),
          "Maven", new MavenRules());

  private Ecosystems() {}

  static EcosystemRules rulesOf(String ecosystem) {
    return RULES.getOrDefault(ecosystem, PLAIN);
  }
}
