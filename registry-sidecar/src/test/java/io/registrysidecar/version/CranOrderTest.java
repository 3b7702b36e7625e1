package io.registrysidecar.version;

import java.util.List;

/** Cases of the documentation of R. */
final class CranOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "CRAN";
  }

  @Override
  List<String> pieces() {
    return List.of("0", "1", "10", ".1", "-1", ".0", "-0", ".");
  }

  @Override
  List<String> tables() {
    return List.of("cran.txt");
  }
}
