package io.registrysidecar.image;

import io.registrysidecar.oci.Platform;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which platforms of an index are wanted. */
public sealed interface PlatformFilter {

  /** Whether {@code platform} is wanted. */
  boolean accepts(Platform platform);

  /** Every platform. */
  record All() implements PlatformFilter {
    @Override
    public boolean accepts(Platform platform) {
      return true;
    }

    @Override
    public String toString() {
      return "all";
    }
  }

  /**
   * One platform.
   *
   * @param os its operating system
   * @param architecture its architecture
   * @param variant its variant, or null for any
   */
  record Only(String os, String architecture, @Nullable String variant) implements PlatformFilter {
    @Override
    public boolean accepts(Platform platform) {
      return platform.os().equals(os)
          && platform.architecture().equals(architecture)
          && (variant == null || Objects.equals(variant, platform.variant()));
    }

    @Override
    public String toString() {
      return os + "/" + architecture + (variant == null ? "" : "/" + variant);
    }
  }

  /** Every platform. */
  static PlatformFilter all() {
    return new All();
  }

  /**
   * Reads {@code all} or {@code os/architecture[/variant]}.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  static PlatformFilter parse(String text) {
    if (text.equals("all")) {
      return new All();
    }
    String[] parts = text.split("/", -1);
    if (parts.length < 2
        || parts.length > 3
        || text.startsWith("/")
        || text.contains("//")
        || text.endsWith("/")) {
      throw new IllegalArgumentException(
          "not a platform: \"" + text + "\"; write os/architecture[/variant] or all");
    }
    return new Only(parts[0], parts[1], parts.length == 3 ? parts[2] : null);
  }
}
