package io.registrysidecar.version;

import java.util.List;

/**
 * Cases of the Go module reference and of Go releases, and what golang.org/x/mod/semver answered.
 */
final class GoOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "Go";
  }

  @Override
  List<String> pieces() {
    return List.of(
        "0",
        "1",
        "v1",
        "go1",
        "10",
        ".1",
        ".0",
        "rc1",
        "-rc.1",
        "-0.20230101000000-abcdefabcdef",
        "+incompatible");
  }

  @Override
  List<String> tables() {
    return List.of("go.txt", "go-tool.txt");
  }
}
