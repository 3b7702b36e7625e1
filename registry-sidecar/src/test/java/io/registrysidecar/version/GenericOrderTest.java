package io.registrysidecar.version;

import java.util.List;

/** What the order says of itself, and how projects number their releases. */
final class GenericOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "generic";
  }

  @Override
  List<String> pieces() {
    return List.of(
        "0", "1", "10", "00", ".0", ".1", "-", "_", "+", "a", "rc", "-alpha", "Beta2", "dev",
        "final", "p1");
  }

  @Override
  List<String> beginnings() {
    return List.of("0", "1", "v1", "1.0", "2");
  }

  @Override
  List<String> tables() {
    return List.of("generic.txt");
  }
}
