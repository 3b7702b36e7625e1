package io.registrysidecar.image.inflate;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * gzip (RFC 1952): what stands around the deflate streams is always read by us, the streams
 * themselves by one of several libraries.
 *
 * @param inflater the library's name
 * @param inflations makes what inflates one gzip stream
 */
record Gzip(String inflater, Supplier<Inflation> inflations) implements Decompressor {

  /** With the inflater of the JDK, which is always there. */
  static final Gzip JDK = new Gzip("JDK", JdkInflation::new);

  /**
   * With Intel's ISA-L.
   *
   * @throws Unusable if it is not there, or not as expected
   */
  static Gzip isal() throws Unusable {
    Isal isal = Isal.load();
    long blockState = new IsalProbe(isal).blockState();
    return new Gzip("ISA-L", () -> new IsalInflation(isal, blockState));
  }

  /**
   * With libdeflate what it can do in one go, the rest with the JDK.
   *
   * @throws Unusable if there is none for this system
   */
  static Gzip libdeflate() throws Unusable {
    Libdeflate library = Libdeflate.load();
    return new Gzip(
        "libdeflate and JDK", () -> new LibdeflateInflation(library, new JdkInflation()));
  }

  @Override
  public String name() {
    return "gzip (" + inflater + ")";
  }

  @Override
  public Windows open(CompressedInput input, Consumer<String> remarks) {
    return new GzipWindows(input, remarks, inflations.get());
  }
}
