package io.registrysidecar.version;

import java.util.List;

/** Cases of rpm-version(7), and what rpm itself answered. */
final class RpmOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "Rocky Linux";
  }

  @Override
  List<String> pieces() {
    return List.of("0", "1", "10", "01", "2.", "a", "~", "^", "+", "-", ".", "0:", "1:", "rc");
  }

  @Override
  List<String> tables() {
    return List.of("rpm.txt", "rpm-tool.txt");
  }
}
