package io.registrysidecar.inventory.maven;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Jars.jar;
import static io.registrysidecar.testing.Jars.maven;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registrysidecar.testing.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaArchiveDetectorTest {

  @TempDir Path directory;

  @Test
  void whatMavenLeavesInAnArchiveIsRead() {
    assertThat(
            read(
                    "opt/log4j-core-2.14.1.jar",
                    maven("org.apache.logging.log4j", "log4j-core", "2.14.1"))
                .names())
        .containsExactly("org.apache.logging.log4j/log4j-core 2.14.1");
  }

  @Test
  void anArchiveOfTheJarToolIsRead() throws IOException {
    Path properties = directory.resolve("META-INF/maven/org.example/app/pom.properties");
    Files.createDirectories(properties.getParent());
    Files.writeString(properties, "groupId=org.example\nartifactId=app\nversion=1.0\n");
    Path archive = directory.resolve("app.jar");
    int status =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "cf",
                archive.toString(),
                "-C",
                directory.toString(),
                "META-INF");

    assertThat(status).isZero();
    assertThat(read("app.jar", Files.readAllBytes(archive)).names())
        .containsExactly("org.example/app 1.0");
  }

  @Test
  void archivesInArchivesAreReadWhereverTheyLie() {
    byte[] lib = maven("org.example", "lib", "1.0");
    byte[] war = jar().entry("WEB-INF/lib/lib.jar", lib).build();

    assertThat(
            read(
                    "opt/app.ear",
                    jar()
                        .manifest("Implementation-Version: 3.0")
                        .entry("web.war", war)
                        .stored("lib/b.jar", maven("org.example", "b", "2.0"))
                        .build())
                .places())
        .containsExactly(
            "opt/app.ear app 3.0",
            "opt/app.ear!/web.war!/WEB-INF/lib/lib.jar lib 1.0",
            "opt/app.ear!/lib/b.jar b 2.0");
  }

  @Test
  void anArchiveOfSpringBootThatBeginsWithAScriptIsRead() throws IOException {
    byte[] boot = jar().stored("BOOT-INF/lib/b.jar", maven("org.example", "b", "2.0")).build();
    ByteArrayOutputStream executable = new ByteArrayOutputStream();
    executable.write("#!/bin/bash\nexec java -jar \"$0\"\n".getBytes(US_ASCII));
    executable.write(boot);

    assertThat(read("opt/app-1.0.jar", executable.toByteArray()).places())
        .containsExactly("opt/app-1.0.jar app 1.0", "opt/app-1.0.jar!/BOOT-INF/lib/b.jar b 2.0");
  }

  @Test
  void archivesThatWereMergedIntoOneAreAllThere() {
    assertThat(
            read(
                    "opt/all.jar",
                    jar()
                        .pomProperties("org.example", "app", "1.0")
                        .pomProperties("com.google.guava", "guava", "29.0-jre")
                        .build())
                .places())
        .containsExactlyInAnyOrder("opt/all.jar app 1.0", "opt/all.jar guava 29.0-jre");
  }

  @Test
  void aPomSpeaksWhereThereAreNoProperties() {
    byte[] archive =
        jar()
            .entry(
                "META-INF/maven/org.example/child/pom.xml",
                """
                <?xml version="1.0"?>
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <parent><groupId>org.example</groupId><artifactId>parent</artifactId>
                    <version>7</version></parent>
                  <artifactId>child</artifactId>
                  <dependencies><dependency><groupId>x</groupId><artifactId>y</artifactId>
                    <version>9</version></dependency></dependencies>
                </project>
                """)
            .build();

    assertThat(read("child.jar", archive).names()).containsExactly("org.example/child 7");
  }

  @Test
  void aPomThatReadsOtherFilesIsRefused() {
    byte[] archive =
        jar()
            .entry(
                "META-INF/maven/g/a/pom.xml",
                """
                <!DOCTYPE project [<!ENTITY x SYSTEM "file:///etc/hostname">]>
                <project><groupId>g</groupId><artifactId>a</artifactId><version>&x;</version></project>
                """)
            .build();

    Evidence evidence = read("a.jar", archive);

    assertThat(evidence.names()).isEmpty();
    assertThat(evidence.codes()).containsExactly("archive-malformed");
  }

  @Test
  void aPomWithADefinitionThatTheParserHasNoWordsForIsMalformed() {
    byte[] archive =
        jar().entry("META-INF/maven/g/a/pom.xml", "<!DOCTYPE project [\u0004]><project/>").build();

    assertThat(read("a.jar", archive).codes()).containsExactly("archive-malformed");
  }

  @Test
  void whatABuildShouldHaveReplacedIsNoVersion() {
    assertThat(
            read("a.jar", jar().pomProperties("org.example", "a", "${project.version}").build())
                .names())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "spring-core-5.3.17.jar, org.springframework/spring-core 5.3.17",
    "commons-io-2.6.jar, commons-io/commons-io 2.6",
    "guava-29.0-jre.jar, guava/guava 29.0-jre",
    "netty-transport-native-epoll-4.1.68.Final-linux-x86_64.jar,"
        + " netty-transport-native-epoll/netty-transport-native-epoll 4.1.68.Final-linux-x86_64",
    "log4j-1.2-api-2.17.0.jar, log4j-1.2-api/log4j-1.2-api 2.17.0",
    "jaxb-impl-2.3.0-beta-3.jar, jaxb-impl/jaxb-impl 2.3.0-beta-3",
    "app-1.0-20210101.123456-1.jar, app/app 1.0-20210101.123456-1",
    "commons-lang3-v3.12.jar, commons-lang3/commons-lang3 v3.12",
  })
  void theFileNameSpeaksWhereNothingElseDoes(String name, String expected) {
    assertThat(read("lib/" + name, jar().entry("a.class", "x").build()).names())
        .containsExactly(expected);
  }

  @Test
  void aManifestTellsTheVersionAndWhereItIsCertainTheGroup() {
    assertThat(read("a.jar", jar().manifest("Implementation-Version: 1.2").build()).names())
        .containsExactly("a/a 1.2");
    assertThat(
            read("a-1.0.jar", jar().manifest("Implementation-Vendor-Id: org.example.group").build())
                .names())
        .containsExactly("org.example.group/a 1.0");
    assertThat(
            read(
                    "jackson-core-2.9.jar",
                    jar()
                        .manifest(
                            "Bundle-SymbolicName: com.fasterxml.jackson.core.jackson-core;a=b",
                            "Bundle-Version: 2.9.0")
                        .build())
                .names())
        .containsExactly("com.fasterxml.jackson.core/jackson-core 2.9");
    assertThat(
            read(
                    "x.jar",
                    jar().manifest("Implementation-Title: com.netflix.eureka#client;1.9").build())
                .names())
        .containsExactly("com.netflix.eureka/client 1.9");
  }

  @Test
  void theTitleOfAGradleBuildGivesTheGroupAndTheFileNameTheArtifact() {
    byte[] archive =
        jar().manifest("Implementation-Title: org.elasticsearch#server;7.10.2").build();

    assertThat(read("elasticsearch-7.10.2.jar", archive).names())
        .containsExactly("org.elasticsearch/elasticsearch 7.10.2");
  }

  @ParameterizedTest
  @CsvSource({
    "spring-core, org.springframework",
    "spring-boot, org.springframework.boot",
    "spring-boot-starter-json, org.springframework.boot",
    "tomcat-embed-core, org.apache.tomcat.embed",
    "tomcat-jdbc, org.apache.tomcat",
    "mysql-connector-java, mysql",
    "mysql-connector-j, com.mysql",
    "asm, org.ow2.asm",
    "asm-tree, org.ow2.asm",
    "asmack,",
    "h2, com.h2database",
    "guava,",
  })
  void groupsOfBuildsThatLeaveNoCoordinatesAreKnown(String artifact, @Nullable String group) {
    assertThat(KnownGroups.of(artifact)).isEqualTo(group);
  }

  @Test
  void anArchiveThatTellsNothingIsNoPackage() {
    Evidence evidence = read("opt/app.jar", jar().entry("a.class", "x").build());

    assertThat(evidence.files()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a.jar, true",
    "A.JAR, true",
    "x/app.war, true",
    "plugin.lpkg, true",
    "a.jarx, false",
    "jar, false",
    ".jar, false",
    "a.rar, false",
    "a.zip, false",
  })
  void archivesAreKnownByTheirNames(String path, boolean expected) {
    assertThat(JarName.isArchive(path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 21, 100, 250})
  void anArchiveThatIsCutOffIsBroken(int length) {
    byte[] sound = maven("org.example", "a", "1.0");

    Evidence evidence = read("a.jar", Arrays.copyOf(sound, length));

    assertThat(evidence.names()).isEmpty();
    assertThat(evidence.codes()).containsExactly("evidence-malformed");
  }

  @Test
  void aBrokenInnerArchiveDoesNotHideTheOthers() {
    byte[] archive =
        jar()
            .pomProperties("org.example", "app", "1.0")
            .entry("lib/broken.jar", "not a zip file at all, but long enough to be read")
            .entry("lib/sound.jar", maven("org.example", "sound", "2.0"))
            .build();

    Evidence evidence = read("app.jar", archive);

    assertThat(evidence.places())
        .containsExactly("app.jar app 1.0", "app.jar!/lib/sound.jar sound 2.0");
    assertThat(evidence.notes())
        .extracting("code", "message")
        .containsExactly(
            tuple(
                "archive-malformed",
                "lib/broken.jar was not read: it is not a zip file, or it is cut off"));
  }

  @Test
  void anInnerArchiveThatIsLargerThanItClaimsIsNotRead() throws IOException {
    byte[] inner = maven("org.example", "a", "1.0");
    byte[] outer = jar().entry("a.jar", inner).build();
    int size = indexOf(outer, "PK\1\2") + 24;
    outer[size] = 10;
    outer[size + 1] = 0;

    Evidence evidence = read("outer.jar", outer);

    assertThat(evidence.notes())
        .extracting("message")
        .containsExactly("a.jar was not read: it has more than the 10 bytes that it claims");
  }

  @Test
  void anInnerArchiveThatClaimsMoreThanAnyMayHaveIsNotRead() {
    byte[] outer = jar().entry("a.jar", maven("org.example", "a", "1.0")).build();
    int size = indexOf(outer, "PK\1\2") + 24;
    Arrays.fill(outer, size, size + 4, (byte) 0xfe); // nearly four gibibytes

    Evidence evidence = read("outer.jar", outer);

    assertThat(evidence.codes()).containsExactly("archive-limit");
    assertThat(evidence.notes().getFirst().message())
        .startsWith("the java detector did not read a.jar: ")
        .contains("random-access-bytes");
  }

  @Test
  void arbitraryChangesNeverStopTheScan() {
    byte[] sound =
        jar()
            .manifest("Implementation-Version: 3.0")
            .entry("lib/a.jar", maven("org.example", "a", "1.0"))
            .stored("lib/b.jar", maven("org.example", "b", "2.0"))
            .build();
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      byte[] changed = sound.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }

      assertThat(read("a.jar", changed).codes())
          .as("seed %d", seed)
          .doesNotContain("detector-failed", "layer-corrupt");
    }
  }

  private static Evidence read(String path, byte[] archive) {
    return Evidence.of(new JavaArchiveDetector(ArchiveLimits.DEFAULT), file(path, archive));
  }

  private static int indexOf(byte[] bytes, String ascii) {
    return new String(bytes, ISO_8859_1).indexOf(ascii);
  }
}
