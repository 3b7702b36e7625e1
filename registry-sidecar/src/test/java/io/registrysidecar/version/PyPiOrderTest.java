package io.registrysidecar.version;

import java.util.List;

/** Cases of PEP 440, and what the Python library {@code packaging} answered. */
final class PyPiOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "PyPI";
  }

  @Override
  List<String> pieces() {
    return List.of(
        "0", "1", "10", "1!", ".0", ".1", "a", "b2", "rc1", ".post", ".post1", ".dev", "dev1", "+l",
        "+1", ".2", "-1");
  }

  @Override
  List<String> tables() {
    return List.of("pypi.txt", "pypi-tool.txt");
  }
}
