package io.registrysidecar.version;

import java.util.List;

/** Cases of Debian policy and deb-version(7), and what {@code dpkg --compare-versions} answered. */
final class DebianOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "Debian";
  }

  @Override
  List<String> pieces() {
    return List.of("0", "1", "10", "01", "2.", "a", "~", "+", "-", ".", "0:", "1:", "rc", "dfsg");
  }

  @Override
  List<String> tables() {
    return List.of("debian.txt", "debian-tool.txt");
  }
}
