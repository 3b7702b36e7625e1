package io.registrysidecar.version;

import java.util.List;

/** Cases of apk-version(5), and what apk 3 answered. */
final class AlpineOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "Alpine";
  }

  @Override
  List<String> pieces() {
    return List.of(
        "0", "1", "10", "01", ".0", ".1", ".05", ".10", "a", "b", "_alpha", "_rc1", "_p", "_p0",
        "_git2", "~ab", "-r0", "-r1");
  }

  @Override
  List<String> tables() {
    return List.of("alpine.txt", "alpine-tool.txt");
  }
}
