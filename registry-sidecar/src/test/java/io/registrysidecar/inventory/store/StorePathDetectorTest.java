package io.registrysidecar.inventory.store;

import static io.registrysidecar.testing.Contents.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.testing.Evidence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorePathDetectorTest {

  @ParameterizedTest
  @CsvSource({
    "nix/store/0c3h1l3yzz8qnrrv6pmyrgbqxihvrmxw-openssl-3.0.13/lib/libssl.so.3, nix, openssl,"
        + " 3.0.13",
    "nix/store/0c3h1l3yzz8qnrrv6pmyrgbqxihvrmxw-openssl-3.0.13-bin/bin/openssl, nix, openssl,"
        + " 3.0.13",
    "nix/store/0c3h1l3yzz8qnrrv6pmyrgbqxihvrmxw-gcc-13.2.0-lib/lib/libgcc_s.so.1, nix, gcc, 13.2.0",
    "nix/store/0c3h1l3yzz8qnrrv6pmyrgbqxihvrmxw-python3.11-requests-2.31.0/bin/x, nix,"
        + " python3.11-requests, 2.31.0",
    "home/linuxbrew/.linuxbrew/Cellar/jq/1.7.1/INSTALL_RECEIPT.json, brew, jq, 1.7.1",
  })
  void aPlaceTellsWhatIsThere(String path, String type, String name, String version) {
    assertThat(Evidence.of(new StorePathDetector(), file(path, "{}")).facts())
        .containsExactly(PackageFact.of(type, null, name, version));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nix/store/0c3h1l3yzz8qnrrv6pmyrgbqxihvrmxw-source/bin/x",
        "nix/store/short-openssl-3.0.13/bin/openssl",
        "nix/store/0c3h1l3yzz8qnrrv6pmyrgbqxihvrmxw-openssl-3.0.13/share/doc/x",
        "srv/INSTALL_RECEIPT.json",
      })
  void otherPlacesTellNothing(String path) {
    assertThat(Evidence.of(new StorePathDetector(), file(path, "{}")).files()).isEmpty();
  }
}
