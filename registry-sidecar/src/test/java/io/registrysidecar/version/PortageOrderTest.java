package io.registrysidecar.version;

import java.util.List;

/** Cases of the Package Manager Specification and of the tests of Portage. */
final class PortageOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "Gentoo";
  }

  @Override
  List<String> pieces() {
    return List.of(
        "0", "1", "10", ".0", ".01", ".1", ".10", "a", "b", "_alpha", "_beta1", "_pre", "_rc2",
        "_p", "_p1", "-r0", "-r1");
  }

  @Override
  List<String> beginnings() {
    return List.of("0", "1", "1.0", "1.01", "1.1", "2");
  }

  @Override
  List<String> tables() {
    return List.of("portage.txt");
  }
}
