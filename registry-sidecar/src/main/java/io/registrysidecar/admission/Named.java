package io.registrysidecar.admission;

/** What a reference leads to, before anybody is asked. */
sealed interface Named {

  /** An image of a registry that is looked after. */
  record Ours(Target target) implements Named {}

  /** The operator lets it run unseen. */
  record Exempt(String why) implements Named {}

  /** Nobody looks after it. */
  record Foreign(String why) implements Named {}

  /** It is no reference. */
  record Malformed(String why) implements Named {}
}
