package io.registrysidecar.inventory.maven;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Jars.jar;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.Evidence;
import io.registrysidecar.testing.Jars;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

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

  private static byte[] classFor(int version) {
    return ByteBuffer.allocate(64).putInt(0xcafebabe).putInt(version).array();
  }

  private static List<String> names(String path, Jars archive) {
    return Evidence.of(new JavaArchiveDetector(ArchiveLimits.DEFAULT), file(path, archive.build()))
        .names();
  }
}
