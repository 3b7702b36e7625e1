package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.SourcePackage;
import io.registrysidecar.oci.Digest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers without a kernel have none of its problems. */
final class KernelHeadersTest {

  private static final Component HEADERS = built("linux-libc-dev", "linux");

  @ParameterizedTest
  @CsvSource({
    "linux-libc-dev, linux",
    "linux-headers-6.1.0-21-common, linux",
    "linux-headers-5.15.0-25-generic, linux",
    "linux-headers, linux-headers",
    "kernel-headers, kernel",
    "kernel-uek-headers, kernel-uek",
  })
  void headersAloneAreKnownByTheirNameAndSource(String name, String source) {
    assertThat(KernelHeaders.withoutKernel(List.of(built(name, source), built("bash", "bash"))))
        .containsExactly("pkg:deb/debian/" + name + "@1");
  }

  @Test
  void besideAKernelTheyArePartOfIt() {
    assertThat(
            KernelHeaders.withoutKernel(
                List.of(HEADERS, built("linux-image-6.1.0-21-amd64", "linux-signed-amd64"))))
        .isEmpty();
    assertThat(
            KernelHeaders.withoutKernel(
                List.of(built("kernel-headers", "kernel"), built("kernel-core", "kernel"))))
        .isEmpty();
  }

  @Test
  void anotherPackageOfAKernelIsNoHeader() {
    assertThat(KernelHeaders.withoutKernel(List.of(built("bpftool", "linux")))).isEmpty();
    assertThat(KernelHeaders.withoutKernel(List.of(built("linux-libc-dev", "other")))).isEmpty();
  }

  private static Component built(String name, String source) {
    return new Component(
        "pkg:deb/debian/" + name + "@1",
        "Debian",
        "12",
        name,
        "1",
        new SourcePackage(source, "1"),
        null,
        Digest.sha256(new byte[0]),
        List.of(),
        null,
        List.of());
  }
}
