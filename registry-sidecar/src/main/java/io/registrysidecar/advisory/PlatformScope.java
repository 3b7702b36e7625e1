package io.registrysidecar.advisory;

import io.registrysidecar.oci.Platform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The platforms that an advisory is about, in the words of OCI platforms, which are Go's.
 *
 * @param systems operating systems, sorted; empty for every one
 * @param architectures processor architectures, sorted; empty for every one
 */
public record PlatformScope(List<String> systems, List<String> architectures) {

  /** Whatever an image runs on. */
  public static final PlatformScope EVERYWHERE = new PlatformScope(List.of(), List.of());

  /** What nearly every image is for, where nothing says what it is for. */
  private static final String USUAL_SYSTEM = "linux";

  /** Rust's words for systems, where they are not Go's. */
  private static final Map<String, String> SYSTEMS = Map.of("macos", "darwin");

  /** Rust's words for architectures, where they are not Go's; some do not tell octet orders. */
  private static final Map<String, List<String>> ARCHITECTURES =
      Map.ofEntries(
          Map.entry("aarch64", List.of("arm64")),
          Map.entry("armv7", List.of("arm")),
          Map.entry("i386", List.of("386")),
          Map.entry("i586", List.of("386")),
          Map.entry("i686", List.of("386")),
          Map.entry("loongarch64", List.of("loong64")),
          Map.entry("mips", List.of("mips", "mipsle")),
          Map.entry("mips64", List.of("mips64", "mips64le")),
          Map.entry("powerpc", List.of("ppc")),
          Map.entry("powerpc64", List.of("ppc64", "ppc64le")),
          Map.entry("powerpc64le", List.of("ppc64le")),
          Map.entry("riscv32", List.of("riscv")),
          Map.entry("wasm32", List.of("wasm")),
          Map.entry("wasm64", List.of("wasm")),
          Map.entry("x86", List.of("386")),
          Map.entry("x86_64", List.of("amd64")));

  /** Copies the lists. */
  public PlatformScope {
    systems = List.copyOf(systems);
    architectures = List.copyOf(architectures);
  }

  /** The scope that publishers' own words name; empty lists restrict nothing. */
  public static PlatformScope of(Collection<String> systems, Collection<String> architectures) {
    if (systems.isEmpty() && architectures.isEmpty()) {
      return EVERYWHERE;
    }
    TreeSet<String> ofSystems = new TreeSet<>();
    for (String system : systems) {
      String word = system.toLowerCase(Locale.ROOT);
      ofSystems.add(SYSTEMS.getOrDefault(word, word));
    }
    TreeSet<String> ofArchitectures = new TreeSet<>();
    for (String architecture : architectures) {
      String word = architecture.toLowerCase(Locale.ROOT);
      ofArchitectures.addAll(ARCHITECTURES.getOrDefault(word, List.of(word)));
    }
    return new PlatformScope(List.copyOf(ofSystems), List.copyOf(ofArchitectures));
  }

  /**
   * Whether what runs on {@code platform} is meant. Where that is null it is taken to be Linux on
   * any processor: what is not known must not make anything safe.
   */
  public boolean includes(@Nullable Platform platform) {
    String system = platform == null ? USUAL_SYSTEM : platform.os();
    return (systems.isEmpty() || systems.contains(system))
        && (architectures.isEmpty()
            || platform == null
            || architectures.contains(platform.architecture()));
  }

  /** In words: {@code windows}, {@code linux on amd64 or arm64}, {@code 386}. */
  public String words() {
    List<String> parts = new ArrayList<>();
    if (!systems.isEmpty()) {
      parts.add(String.join(" or ", systems));
    }
    if (!architectures.isEmpty()) {
      parts.add(String.join(" or ", architectures));
    }
    return parts.isEmpty() ? "every platform" : String.join(" on ", parts);
  }
}
