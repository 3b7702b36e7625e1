package io.registrysidecar.inventory.maven;

import static io.registrysidecar.inventory.maven.Archives.read;
import static io.registrysidecar.testing.Jars.jar;
import static io.registrysidecar.testing.Jars.maven;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives are found, wherever they lie and whoever packed them. */
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
}
