package io.registrysidecar.report;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.BaseInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells what came with the base image from what was put on it. Says nothing that is not known. */
final class Blame {

  private final @Nullable BaseImage base;
  private final List<Digest> layers;
  private final Set<Digest> layersOfBase;

  private Blame(@Nullable BaseImage base, List<Digest> layers, Set<Digest> layersOfBase) {
    this.base = base;
    this.layers = layers;
    this.layersOfBase = layersOfBase;
  }

  static Blame of(ImageFacts image) {
    BaseImage base = image.base();
    List<Digest> layers = image.layers();
    Integer own = base == null ? null : base.layers();
    return new Blame(
        base,
        layers,
        own == null ? Set.of() : new HashSet<>(layers.subList(0, Math.min(own, layers.size()))));
  }

  /** Whether a layer is the base image's, or null when that is not known. */
  @Nullable Boolean isOfBase(Digest layer) {
    if (base == null || base.layers() == null || !layers.contains(layer)) {
      return null;
    }
    return layersOfBase.contains(layer);
  }

  /** The newer base image that does not have a problem which came with this one, or null. */
  @Nullable String fixedBy(Finding finding) {
    if (base == null
        || base.newer() == null
        || !layersOfBase.contains(finding.component().layer())) {
      return null;
    }
    boolean open =
        Stream.concat(Stream.of(finding.id()), finding.aliases().stream())
            .anyMatch(base.newer().problems()::contains);
    return open ? null : base.newer().name();
  }

  @Nullable BaseInfo info() {
    return base == null
        ? null
        : new BaseInfo(
            base.name(),
            base.digest() == null ? null : base.digest().toString(),
            base.by().word(),
            base.layers(),
            base.newer() == null ? null : base.newer().name());
  }
}
