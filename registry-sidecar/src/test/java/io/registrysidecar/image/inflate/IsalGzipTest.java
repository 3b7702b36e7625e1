package io.registrysidecar.image.inflate;

import org.junit.jupiter.api.BeforeEach;

class IsalGzipTest extends GzipContract {

  @BeforeEach
  void theLibraryIsThere() {
    Inflaters.assumeIsal();
  }

  @Override
  Decompressor decompressor() {
    return Inflaters.isal();
  }
}
