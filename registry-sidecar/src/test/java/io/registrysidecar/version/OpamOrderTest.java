package io.registrysidecar.version;

import java.util.List;

/** Cases of opam's manual, and what opam itself answered. */
final class OpamOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "opam";
  }

  @Override
  List<String> pieces() {
    return List.of(
        "0", "1", "10", "00", ".", ".0", "~", "~beta", "+", "_", "-", "-1", "v", "dev", "Z");
  }

  @Override
  List<String> tables() {
    return List.of("opam.txt", "opam-tool.txt");
  }
}
