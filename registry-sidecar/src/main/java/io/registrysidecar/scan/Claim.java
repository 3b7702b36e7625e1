package io.registrysidecar.scan;

/**
 * On whose account layers are read.
 *
 * @param urgency how urgent they are
 * @param registry where they come from; one that is slow must not keep others waiting
 * @param repository among repositories of equal urgency the time is shared equally
 */
record Claim(Urgency urgency, String registry, String repository) {

  static Claim of(Scan scan) {
    return new Claim(
        scan.urgency(), scan.place().map(Place::registry).orElse(""), scan.repository());
  }

  Claim with(Urgency changed) {
    return new Claim(changed, registry, repository);
  }
}
