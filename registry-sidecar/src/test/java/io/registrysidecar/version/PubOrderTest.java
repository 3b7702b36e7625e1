package io.registrysidecar.version;

import java.util.List;

/** Cases of the documentation of pub. */
final class PubOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "Pub";
  }

  @Override
  List<String> pieces() {
    return List.of("0", "1", "10", ".1", ".0", "-alpha", ".rc", "-1", "+b", "+1", ".2");
  }

  @Override
  List<String> tables() {
    return List.of("pub.txt");
  }
}
