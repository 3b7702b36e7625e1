package io.registrysidecar.inventory.maven;

import static io.registrysidecar.inventory.maven.Archives.read;
import static io.registrysidecar.testing.Jars.jar;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.Evidence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What tells group, name and version of an archive: its properties, its pom, its manifest, its
 * name.
 */
class ArchiveCoordinatesTest {

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
}
