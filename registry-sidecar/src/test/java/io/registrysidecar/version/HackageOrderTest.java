package io.registrysidecar.version;

import java.util.List;

/** Cases of the Package Versioning Policy. */
final class HackageOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "Hackage";
  }

  @Override
  List<String> pieces() {
    return List.of("0", "1", "10", ".1", ".0", ".");
  }

  @Override
  List<String> tables() {
    return List.of("hackage.txt");
  }
}
