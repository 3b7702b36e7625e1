package io.registrysidecar.version;

import java.util.List;

/** Cases of the tests of Conan 2. */
final class ConanOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "ConanCenter";
  }

  @Override
  List<String> pieces() {
    return List.of(
        "0",
        "1",
        "10",
        ".0",
        ".1",
        ".10",
        ".a",
        "a",
        "*",
        "-",
        "-pre",
        "-3",
        "+b",
        "+2",
        "cci.2023");
  }

  @Override
  List<String> tables() {
    return List.of("conan.txt");
  }
}
