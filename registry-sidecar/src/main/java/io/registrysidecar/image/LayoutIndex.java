package io.registrysidecar.image;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.MalformedManifest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestParser;
import io.registrysidecar.oci.OciMediaTypes;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The {@code index.json} of an OCI image layout: which image of it is meant. */
final class LayoutIndex {

  private static final String NAME = "org.opencontainers.image.ref.name";
  private static final String CONTAINERD_NAME = "io.containerd.image.name";

  private LayoutIndex() {}

  /**
   * The manifest that {@code tag} names. Without a tag it is the only one; where there are several
   * and none has a name, the index itself.
   *
   * @throws ImageException if the index is malformed, empty, or leaves open which image is meant
   */
  static Manifest root(BlobStore store, byte[] raw, @Nullable String tag) throws ImageException {
    Manifest.Index index = parse(store.image(), raw);
    List<Descriptor> entries = index.manifests();
    if (tag != null) {
      List<Descriptor> named = entries.stream().filter(entry -> isNamed(entry, tag)).toList();
      return only(store, named, "no manifest is tagged \"" + tag + "\"; " + choices(entries));
    }
    if (entries.size() > 1 && entries.stream().noneMatch(LayoutIndex::hasName)) {
      return index;
    }
    return only(store, entries, "its index.json lists no manifest");
  }

  private static Manifest only(BlobStore store, List<Descriptor> entries, String none)
      throws ImageException {
    List<Descriptor> distinct =
        entries.stream()
            .collect(Collectors.toMap(Descriptor::digest, entry -> entry, (a, b) -> a))
            .values()
            .stream()
            .toList();
    if (distinct.isEmpty()) {
      throw notAnImage(store.image(), none);
    }
    if (distinct.size() > 1) {
      throw notAnImage(store.image(), "it holds several images; " + choices(entries));
    }
    return store.manifest(distinct.getFirst());
  }

  private static Manifest.Index parse(String image, byte[] raw) throws ImageException {
    try {
      if (ManifestParser.parse(raw, OciMediaTypes.IMAGE_INDEX) instanceof Manifest.Index index) {
        return index;
      }
      throw new IllegalStateException("an index was parsed as something else");
    } catch (MalformedManifest e) {
      throw new ImageException(
          new ImageFailure.NotAnImage(image, "its index.json cannot be used: " + e.getMessage()),
          e);
    }
  }

  /** Tools write either the tag or the whole reference into the annotation. */
  private static boolean isNamed(Descriptor entry, String tag) {
    String name = entry.annotations().get(NAME);
    String full = entry.annotations().get(CONTAINERD_NAME);
    return tag.equals(name)
        || tag.equals(full)
        || (name != null && name.endsWith(":" + tag))
        || (full != null && full.endsWith(":" + tag));
  }

  private static boolean hasName(Descriptor entry) {
    return entry.annotations().containsKey(NAME);
  }

  private static String choices(List<Descriptor> entries) {
    String names =
        entries.stream()
            .map(entry -> entry.annotations().get(NAME))
            .filter(Objects::nonNull)
            .distinct()
            .limit(10)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none of its images has a tag" : "add one of these tags: " + names;
  }

  private static ImageException notAnImage(String image, String reason) {
    return new ImageException(new ImageFailure.NotAnImage(image, reason));
  }
}
