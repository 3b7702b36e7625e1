package io.registrysidecar.scan;

import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.image.ImageException;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.RegistryImageSource;
import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.testing.TestImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Within one scan the registry is asked once for the same. */
class RememberedSourceTest {

  private final TestImage image = image().layer(debian(12)).build();

  @TempDir Path directory;

  private Workbench bench;
  private ImageSource source;
  private Digest digest;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(directory, true);
    digest = bench.push(image, "1.0");
    source =
        new RememberedSource(
            new RegistryImageSource(
                bench.client,
                Reference.parse(bench.client.host() + "/" + Workbench.REPOSITORY + "@" + digest)));
    bench.traffic.clear();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void whatWasReadIsNotReadAgain() throws Exception {
    Descriptor layer = image.layers().getFirst();
    for (int i = 0; i < 3; i++) {
      assertThat(source.referrers(digest, null)).isEmpty();
      assertThat(source.root().self()).isEqualTo(image.self());
      assertThat(source.manifest(digest)).isPresent();
      assertThat(source.tagged("sha256-none.sig")).isEmpty();
      assertThat(Digest.sha256(source.content(layer))).isEqualTo(layer.digest());
    }

    assertThat(bench.traffic.seen("GET", "/referrers/")).hasSize(1);
    assertThat(bench.traffic.seen("GET", "/manifests/sha256-none.sig")).hasSize(1);
    assertThat(bench.traffic.seen("GET", "/blobs/")).hasSize(1);
    assertThat(bench.traffic.seen("GET", "/manifests/" + digest)).as("the root alone").hasSize(3);
  }

  @Test
  void whatIsKeptCannotBeChangedByWhoeverReadsIt() throws Exception {
    Descriptor layer = image.layers().getFirst();
    source.content(layer)[0] ^= 1;

    assertThat(Digest.sha256(source.content(layer))).isEqualTo(layer.digest());
  }

  @Test
  void failuresAreNotRemembered() throws Exception {
    bench.traffic.answerInstead(request ->
        request.path().contains("/referrers/")
            ? Optional.of(RegistryAnswer.error(403, "DENIED", "no"))
            : Optional.empty());
    assertThatThrownBy(() -> source.referrers(digest, null)).isInstanceOf(ImageException.class);

    bench.traffic.answerInstead(request -> Optional.empty());

    assertThat(source.referrers(digest, null)).isEqualTo(List.of());
  }
}
