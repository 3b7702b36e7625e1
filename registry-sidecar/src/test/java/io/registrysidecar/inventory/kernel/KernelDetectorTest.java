package io.registrysidecar.inventory.kernel;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.Evidence;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelDetectorTest {

  @Test
  void anImageTellsItsRelease() {
    Evidence evidence =
        Evidence.of(
            new KernelDetector(),
            file("boot/vmlinuz", resource("/inventory/kernel/vmlinuz-6.1.0-56.bin")),
            file("boot/initrd.img", resource("/inventory/kernel/vmlinuz-6.1.0-56.bin")));

    assertThat(evidence.places()).containsExactly("boot/vmlinuz linux-kernel 6.1.0-56-cloud-amd64");
  }

  @Test
  void modulesTellForWhichReleaseTheyAre() {
    assertThat(
            Evidence.of(
                    new KernelDetector(),
                    file(
                        "usr/lib/modules/6.6.31-0-lts/modules.builtin", "kernel/fs/ext4/ext4.ko\n"))
                .names())
        .containsExactly("linux-kernel 6.6.31-0-lts");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 0x20f, 0x210, 0x44c0})
  void anImageThatIsCutOffTellsNothing(int length) {
    byte[] image = Arrays.copyOf(resource("/inventory/kernel/vmlinuz-6.1.0-56.bin"), length);

    assertThat(Evidence.of(new KernelDetector(), file("boot/vmlinuz", image)).files()).isEmpty();
  }
}
