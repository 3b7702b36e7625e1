package io.registrysidecar.version;

import java.util.List;

/**
 * Cases of vercmp(8) and of pacman's own tests of it. pacman itself is not transitive where
 * separators differ or letters stand alone, which versions of packages do not have.
 */
final class PacmanOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "Arch Linux";
  }

  @Override
  List<String> pieces() {
    return List.of("0", "1", "10", ".1", ".0", ".10", "-1");
  }

  @Override
  List<String> beginnings() {
    return List.of("0", "1", "1:1", "2");
  }

  @Override
  List<String> tables() {
    return List.of("pacman.txt");
  }
}
