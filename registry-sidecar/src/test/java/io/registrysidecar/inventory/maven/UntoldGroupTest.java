package io.registrysidecar.inventory.maven;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Jars.jar;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.Identification;
import io.registrysidecar.inventory.Identification.Basis;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.testing.Evidence;
import io.registrysidecar.testing.Jars;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives that do not say which group they are of: their classes may. */
final class UntoldGroupTest {

  private static final int JAVA_1_4 = 48;
  private static final int JAVA_8 = 52;

  @Test
  void packagesThatAreADomainAndTheArtifactAreTheGroup() {
    Jars archive =
        jar()
            .entry("org/dom4j/bean/BeanElement.class", classFor(JAVA_8))
            .entry("org/dom4j/Node.class", classFor(JAVA_8))
            .entry("META-INF/versions/9/elsewhere/A.class", classFor(JAVA_8));

    assertThat(names("dom4j-2.1.3.jar", archive)).containsExactly("org.dom4j/dom4j 2.1.3");
  }

  @Test
  void beforeJava6GroupsWereCalledLikeTheirArtifacts() {
    Jars archive = jar().entry("org/dom4j/Node.class", classFor(JAVA_1_4));

    assertThat(names("dom4j-1.6.1.jar", archive)).containsExactly("dom4j/dom4j 1.6.1");
  }

  @Test
  void packagesOfSeveralOriginsTellNothing() {
    Jars archive =
        jar()
            .entry("org/tools/A.class", classFor(JAVA_8))
            .entry("com/other/B.class", classFor(JAVA_8));

    assertThat(names("tools-1.0.jar", archive)).containsExactly("tools/tools 1.0");
  }

  @Test
  void packagesOfAnotherNameTellNothing() {
    Jars archive = jar().entry("org/apache/oro/text/Perl5.class", classFor(JAVA_8));

    assertThat(names("oro-2.0.8.jar", archive)).containsExactly("oro/oro 2.0.8");
  }

  @Test
  void anArchiveOfTheJavaRuntimeIsNoLibrary() {
    Jars archive =
        jar()
            .manifest(
                "Implementation-Title: Java Runtime Environment", "Implementation-Version: 17.0.19")
            .entry("jdk/internal/jrtfs/JrtFileSystem.class", classFor(JAVA_8));

    assertThat(names("usr/lib/jvm/java-17/lib/jrt-fs.jar", archive)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "re2j,               com.google.re2j,              com.google.re2j",
    "protobuf-java,      com.google.protobuf,          com.google.protobuf",
    "grpc-context,       io.grpc,                      io.grpc",
    "vertx-core,         io.vertx.core,                io.vertx",
    "junit-jupiter-api,  org.junit.jupiter.api,        org.junit.jupiter",
    "apiguardian-api,    org.apiguardian.api,          org.apiguardian",
  })
  void anArtifactRepeatsTheEndOfItsPackage(String artifact, String packages, String group) {
    Jars archive = jar().entry(packages.replace('.', '/') + "/A.class", classFor(JAVA_8));

    assertThat(names(artifact + "-1.0.jar", archive))
        .containsExactly(group + "/" + artifact + " 1.0");
  }

  @Test
  void itIsSaidWhatToldTheGroup() {
    assertThat(told("log4j-1.2.17.jar", jar())).isEqualTo(Basis.FILE_NAME);
    assertThat(told("kafka-clients-3.9.0.jar", jar())).isEqualTo(Basis.KNOWN_ARTIFACT);
    assertThat(told("a-1.jar", jar().manifest("Implementation-Vendor-Id: org.example")))
        .isEqualTo(Basis.MANIFEST);
    assertThat(told("a-1.jar", jar().manifest("Bundle-SymbolicName: org.example.a;singleton")))
        .isEqualTo(Basis.MANIFEST);
    assertThat(told("tools-1.jar", jar().entry("org/tools/A.class", classFor(JAVA_8))))
        .isEqualTo(Basis.CLASS_PACKAGES);
    assertThat(told("a-1.jar", jar().pomProperties("org.example", "a", "1")))
        .isEqualTo(Basis.STATED);
  }

  @ParameterizedTest
  @CsvSource({
    "vertx-core-5.0.jar,    io.vertx.core,              io.vertx/vertx-core 5.0",
    "tools-2.0.jar,         org.example.tools,          org.example.tools/tools 2.0",
    "tools-2.0.jar,         tools,                      tools/tools 2.0",
    "tools-2.0.jar,         org.example.other,          tools/tools 2.0",
  })
  void theNameOfTheJavaModuleMayBeginWithTheGroup(String file, String module, String expected) {
    assertThat(names(file, jar().manifest("Automatic-Module-Name: " + module)))
        .containsExactly(expected);
  }

  @Test
  void whatTheClassesAreInIsKeptForThoseWhoKnowMore() {
    Jars archive = jar().entry("org/apache/oro/text/Perl5.class", classFor(JAVA_8));

    assertThat(facts("oro-2.0.8.jar", archive).getFirst().identification())
        .isEqualTo(new Identification(Basis.FILE_NAME, "org.apache.oro.text"));
  }

  private static Basis told(String path, Jars archive) {
    return facts(path, archive).getFirst().identification().basis();
  }

  private static List<PackageFact> facts(String path, Jars archive) {
    return Evidence.of(new JavaArchiveDetector(ArchiveLimits.DEFAULT), file(path, archive.build()))
        .facts();
  }

  private static byte[] classFor(int version) {
    return ByteBuffer.allocate(64).putInt(0xcafebabe).putInt(version).array();
  }

  private static List<String> names(String path, Jars archive) {
    return Evidence.of(new JavaArchiveDetector(ArchiveLimits.DEFAULT), file(path, archive.build()))
        .names();
  }
}
