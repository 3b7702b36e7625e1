package io.registrysidecar.image.inflate;

import java.util.function.Consumer;

/** gzip with the inflater of the JDK, which is always there. */
final class JdkGzip implements Decompressor {

  @Override
  public String name() {
    return "gzip (JDK)";
  }

  @Override
  public Windows open(CompressedInput input, Consumer<String> remarks) {
    return new JdkGzipWindows(input, remarks);
  }
}
