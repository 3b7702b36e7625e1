package io.registrysidecar.image.inflate;

import org.junit.jupiter.api.BeforeEach;

class LibdeflateGzipTest extends GzipContract {

  @BeforeEach
  void theLibraryIsThere() {
    Inflaters.assumeLibdeflate();
  }

  @Override
  Decompressor decompressor() {
    return Inflaters.libdeflate();
  }
}
