package io.registrysidecar.version;

import java.util.List;

/** Cases of Semantic Versioning, and where NuGet goes beyond it. */
final class NuGetOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "NuGet";
  }

  @Override
  List<String> pieces() {
    return List.of("0", "1", "10", ".1", ".0", "-Alpha", "-alpha", ".rc", "-", "+b");
  }

  @Override
  List<String> tables() {
    return List.of("nuget.txt");
  }
}
