package io.registrysidecar.version;

import java.util.List;

/** Cases of the documentation of {@code Gem::Version}. */
final class RubyGemsOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "RubyGems";
  }

  @Override
  List<String> pieces() {
    return List.of("0", "1", "10", ".0", ".1", ".a", "b", ".rc", "-", "-1", ".pre");
  }

  @Override
  List<String> tables() {
    return List.of("rubygems.txt");
  }
}
