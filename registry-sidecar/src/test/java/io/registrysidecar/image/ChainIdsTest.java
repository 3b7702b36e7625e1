package io.registrysidecar.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainIdsTest {

  private static final Digest LOWEST = digest("lowest");
  private static final Digest SECOND = digest("second");
  private static final Digest THIRD = digest("third");

  @Test
  void aChainIsTheHashOfWhatIsBelowAndOfTheLayer() {
    Digest two = digest(LOWEST + " " + SECOND);

    assertThat(ChainIds.of(List.of(LOWEST, SECOND, THIRD)))
        .containsExactly(LOWEST, two, digest(two + " " + THIRD));
  }

  @Test
  void withoutLayersThereIsNone() {
    assertThat(ChainIds.of(List.of())).isEmpty();
  }

  private static Digest digest(String text) {
    return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
