package io.registrysidecar.version;

import java.util.List;

/** Cases of the POM reference, and what ComparableVersion of Maven 3.9 answered. */
final class MavenOrderTest extends VersionOrderContract {

  @Override
  String ecosystem() {
    return "Maven";
  }

  @Override
  List<String> pieces() {
    return List.of(".1", ".2", ".10", "-1", "-alpha", "-rc", "rc1", "-sp", "-x", "-SNAPSHOT");
  }

  /** Maven itself is not transitive when a zero is followed by a qualifier, or a dot by a word. */
  @Override
  List<String> beginnings() {
    return List.of("1", "2", "10");
  }

  @Override
  List<String> tables() {
    return List.of("maven.txt", "maven-tool.txt");
  }
}
