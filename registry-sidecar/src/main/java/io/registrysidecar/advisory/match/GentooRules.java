package io.registrysidecar.advisory.match;

/** Gentoo has no releases, and advisories name a package with its category, as components do. */
final class GentooRules implements EcosystemRules {

  @Override
  public boolean isDistribution() {
    return true;
  }
}
