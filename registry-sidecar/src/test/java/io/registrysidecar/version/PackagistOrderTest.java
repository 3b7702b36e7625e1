package io.registrysidecar.version;

import java.util.List;

/** Cases of the documentation of Composer. */
final class PackagistOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "Packagist";
  }

  @Override
  List<String> pieces() {
    return List.of("0", "1", "v1", ".1", ".0", "-beta", "RC1", "-p", ".2", "-dev", "2010", "@dev");
  }

  @Override
  List<String> tables() {
    return List.of("packagist.txt");
  }
}
