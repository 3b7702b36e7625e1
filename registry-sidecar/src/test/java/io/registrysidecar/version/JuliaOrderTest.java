package io.registrysidecar.version;

import java.util.List;

/** Cases of the documentation of Julia. */
final class JuliaOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "Julia";
  }

  @Override
  List<String> pieces() {
    return List.of("0", "1", "v1", ".1", ".0", "-alpha", ".rc", "-1", "+b", "+1", ".2");
  }

  @Override
  List<String> tables() {
    return List.of("julia.txt");
  }
}
