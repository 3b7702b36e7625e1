package io.registrysidecar.version;

import java.util.List;

/** Cases of Semantic Versioning, and what node-semver answered in loose mode. */
final class NpmOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "npm";
  }

  @Override
  List<String> pieces() {
    return List.of("0", "1", "v1", "10", ".1", ".0", "-alpha", "rc1", ".rc", "-", "+b");
  }

  @Override
  List<String> tables() {
    return List.of("semver.txt", "npm.txt", "npm-tool.txt");
  }
}
