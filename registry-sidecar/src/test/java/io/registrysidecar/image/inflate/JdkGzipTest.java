package io.registrysidecar.image.inflate;

class JdkGzipTest extends GzipContract {

  @Override
  Decompressor decompressor() {
    return Gzip.JDK;
  }
}
