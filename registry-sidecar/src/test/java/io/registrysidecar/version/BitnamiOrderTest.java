package io.registrysidecar.version;

import java.util.List;

/** Versions as Bitnami publishes them. */
final class BitnamiOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "Bitnami";
  }

  @Override
  List<String> pieces() {
    return List.of("0", "1", "10", ".1", ".0", "-rc.1", "-1", "-20", ".2");
  }

  @Override
  List<String> tables() {
    return List.of("bitnami.txt");
  }
}
