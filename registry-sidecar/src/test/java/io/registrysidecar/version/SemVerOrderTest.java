package io.registrysidecar.version;

import java.util.List;

/** Cases of Semantic Versioning 2.0.0. */
final class SemVerOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "SemVer";
  }

  @Override
  List<String> pieces() {
    return List.of("0", "1", "10", ".1", ".0", "-alpha", "-1", ".rc", "-", "+b");
  }

  @Override
  List<String> tables() {
    return List.of("semver.txt");
  }
}
