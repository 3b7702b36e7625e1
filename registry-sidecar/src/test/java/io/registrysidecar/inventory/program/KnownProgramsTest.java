package io.registrysidecar.inventory.program;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.program;
import static io.registrysidecar.testing.Evidence.resource;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownProgramsTest {

  @ParameterizedTest
  @CsvSource({
    "libnode.so.108, bitnami, node, 18.20.4",
    "python3.11, bitnami, python, 3.11.2",
    "libruby-3.1.so.3.1.7, bitnami, ruby, 3.1.7",
    "php8.2, bitnami, php, 8.2.36",
    "perl, generic, perl, 5.36.0",
    "postgres, bitnami, postgresql, 15.20",
    "redis-server, bitnami, redis, 7.0.15",
    "nginx, bitnami, nginx, 1.22.1",
    "apache2, bitnami, apache, 2.4.71",
    "mariadbd, bitnami, mariadb, 10.11.19",
    "haproxy, bitnami, haproxy, 2.6.12",
    "memcached, bitnami, memcached, 1.6.18",
    "varnishd, bitnami, varnish, 7.1.1",
    "git, bitnami, git, 2.39.5",
    "lua5.4, bitnami, lua, 5.4.4",
    "openssl, generic, openssl, 3.0.22",
    "libcrypto.so.3, generic, openssl, 3.0.22",
    "busybox, generic, busybox, 1.35.0",
    "bun, generic, bun, 1.4.5",
    "bash, generic, bash, 5.2.15",
    "curl, generic, curl, 7.88.1",
    "libcurl.so.4.8.0, generic, curl, 7.88.1",
  })
  void aProgramIsKnownByItsNameAndATextInIt(
      String fileName, String type, String name, String version) {
    byte[] slice = resource("/inventory/program/known/" + fileName + ".slice");

    Evidence evidence = found(fileName, slice);

    assertThat(evidence.facts())
        .singleElement()
        .satisfies(fact -> {
          assertThat(fact.type()).isEqualTo(type);
          assertThat(fact.name()).isEqualTo(name);
          assertThat(fact.version()).isEqualTo(version);
        });
    assertThat(found("another", slice).files()).as("by another name").isEmpty();
    assertThat(Evidence.of(new ProgramDetector(), file("srv/" + fileName, slice)).files())
        .as("not a program")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "python3.12, 3.12.0rc1, 3.12.0rc1",
    "python3.12, 3.12.4+, 3.12.4",
    "python3, 3.12.4, 3.12.4",
    "libpython3.12.so.1.0, 3.12.4, 3.12.4",
  })
  void aVersionOfPythonBeginsAsTheNameSays(String fileName, String text, String version) {
    assertThat(found(fileName, ("\0" + text + "\0").getBytes(ISO_8859_1)).names())
        .containsExactly("python " + version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0003.11.4\0", "\0003.12.4-foo\0", "3.12.4\0", "\0003.12\0"})
  void whatIsNoVersionOfThisPythonIsNone(String text) {
    assertThat(found("python3.12", ("x" + text).getBytes(ISO_8859_1)).files()).isEmpty();
  }

  @Test
  void anExtensionThatIsCalledLikeAProgramSaysWhatItWasBuiltWith() {
    assertThat(found("openssl.so", resource("/inventory/program/known/openssl.slice")).files())
        .as("Ruby's extension; the library itself may be newer")
        .isEmpty();
  }

  @Test
  void severalVersionsAreNone() {
    Evidence evidence =
        found(
            "nginx",
            "nginx version: nginx/1.2.3\0nginx version: nginx/1.2.4\0".getBytes(ISO_8859_1));

    assertThat(evidence.facts()).isEmpty();
    assertThat(evidence.codes()).containsExactly("program-version-ambiguous");
  }

  @Test
  void theBeginningOfAVersionIsNoOther() {
    byte[] texts = "\0Apache/2.4\0Apache/2.4.71\0Apache/2\0".getBytes(ISO_8859_1);

    assertThat(found("httpd", texts).names()).containsExactly("apache 2.4.71");
  }

  @Test
  void aVersionIsFoundWhereverItStands() {
    byte[] text = "nginx version: nginx/1.22.1\0".getBytes(ISO_8859_1);
    for (int length = 65_536; length < 65_536 + 5000 + text.length; length += 7) {
      assertThat(
              Evidence.of(
                      new ProgramDetector(),
                      program("usr/sbin/nginx", MadePrograms.elf(text, length)))
                  .names())
          .as("a program of %d bytes", length)
          .containsExactly("nginx 1.22.1");
      length += 250;
    }
  }

  private static Evidence found(String fileName, byte[] slice) {
    return Evidence.of(
        new ProgramDetector(), program("usr/local/bin/" + fileName, MadePrograms.elf(slice, 9000)));
  }
}
