package io.registrysidecar.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.schema.ImageInfo;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {

  private static final String DIGEST = "sha256:" + "a".repeat(64);

  @Test
  void anImageOfARegistryHasAPackageUrl() {
    assertThat(name("registry.example.com:5000/team/app", DIGEST, "linux/arm/v7").purl())
        .contains(
            "pkg:oci/app@sha256%3A"
                + "a".repeat(64)
                + "?arch=arm&repository_url=registry.example.com%3A5000%2Fteam%2Fapp");
  }

  @Test
  void anIndexHasNoArchitecture() {
    assertThat(name("localhost:5000/app", DIGEST, null).purl())
        .hasValueSatisfying(purl -> assertThat(purl).doesNotContain("arch="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rootfs:/srv/root", "oci:build/image", "docker-archive:/tmp/Image 1.tar"})
  void aLocalTargetHasNone(String target) {
    assertThat(name(target, DIGEST, "linux/amd64").purl()).isEmpty();
    assertThat(name(target, DIGEST, "linux/amd64").rootUri()).isEqualTo("file:///");
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry.example.com/team/app", "127.0.0.1:5000/app", "[::1]:5000/app"})
  void filesOfAnImageHaveUris(String repository) throws URISyntaxException {
    URI root = new URI(name(repository, DIGEST, "linux/amd64").rootUri());

    assertThat(root.isAbsolute()).isTrue();
    assertThat(root.getPath()).endsWith("/app@" + DIGEST + "/");
  }

  private static ImageName name(String repository, String digest, @Nullable String platform) {
    return new ImageName(new ImageInfo(repository, digest, null, platform, List.of()));
  }
}
