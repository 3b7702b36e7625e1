package io.registrysidecar.image.inflate;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * gzip by the fastest library that works. It is looked for when it is first worth it: linking a
 * native library and trying it takes longer than the JDK takes for a few megabytes, which would
 * make every small scan from the command line slower.
 */
final class AutoGzip implements Decompressor {

  private static final long WORTH_LOOKING = 8L << 20;

  private volatile @Nullable Found found;

  @Override
  public String name() {
    return found().gzip().name();
  }

  @Override
  public Windows open(CompressedInput input, Consumer<String> remarks) {
    boolean small = found == null && input.expected() < WORTH_LOOKING;
    return (small ? Gzip.JDK : found().gzip()).open(input, remarks);
  }

  /** What was found, and why nothing faster; looks for it if nobody has. */
  Found found() {
    Found known = found;
    if (known == null) {
      synchronized (this) {
        known = found;
        if (known == null) {
          known = look();
          found = known;
        }
      }
    }
    return known;
  }

  private static Found look() {
    String remark;
    try {
      return new Found(Gzip.isal(), null);
    } catch (Unusable e) {
      remark = "ISA-L is not used: " + e.getMessage();
    }
    try {
      return new Found(Gzip.libdeflate(), remark);
    } catch (Unusable e) {
      return new Found(Gzip.JDK, remark + "; libdeflate is not used: " + e.getMessage());
    }
  }

  /**
   * What was found.
   *
   * @param gzip works
   * @param remark why nothing faster does, or null
   */
  record Found(Gzip gzip, @Nullable String remark) {}
}
