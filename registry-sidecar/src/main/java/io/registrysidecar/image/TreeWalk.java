package io.registrysidecar.image;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects the runnable images of one tree of manifests. */
final class TreeWalk {

  private static final int DEEPEST = 4;
  private static final int MOST_MANIFESTS = 500;
  private static final Set<String> RUNNABLE =
      Set.of(OciMediaTypes.IMAGE_CONFIG, OciMediaTypes.DOCKER_CONFIG);
  private static final String STATEMENT = "application/vnd.in-toto+json";
  private static final Set<String> MANIFESTS =
      Set.of(OciMediaTypes.IMAGE_MANIFEST, OciMediaTypes.DOCKER_MANIFEST);
  private static final Set<String> INDEXES =
      Set.of(OciMediaTypes.IMAGE_INDEX, OciMediaTypes.DOCKER_MANIFEST_LIST);

  private final ImageSource source;
  private final PlatformFilter filter;
  private final List<PlatformImage> images = new ArrayList<>();
  private final List<CoverageNote> notes = new ArrayList<>();
  private final Set<String> refused = new TreeSet<>();
  private final Set<Digest> seen = new HashSet<>();

  TreeWalk(ImageSource source, PlatformFilter filter) {
    this.source = source;
    this.filter = filter;
  }

  List<PlatformImage> images() {
    return images;
  }

  List<CoverageNote> notes() {
    return notes;
  }

  /** Why nothing was collected, as the end of a sentence. */
  String whyEmpty() {
    if (!refused.isEmpty()) {
      return "it has no image for the platform "
          + filter
          + "; it has "
          + String.join(", ", refused);
    }
    return notes.isEmpty()
        ? "the index lists no runnable image"
        : "none of the images that the index lists can be read: " + notes.getFirst().message();
  }

  /** Adds the root, which must be runnable itself. */
  void addRoot(Manifest.Image image) throws ImageException {
    if (image.subject() != null) {
      throw notAnImage(
          "it is an artifact (" + artifactType(image) + ") that refers to another manifest");
    }
    if (!isRunnable(image)) {
      throw notAnImage(
          holdsStatements(image)
              ? "it holds attestations about an image"
              : "it is an artifact of type " + artifactType(image));
    }
    add(image, null, null);
  }

  /** Adds what {@code index} lists. */
  void addIndex(Manifest.Index index, int depth) throws ImageException {
    for (Descriptor entry : index.manifests()) {
      boolean isIndex = INDEXES.contains(entry.mediaType());
      if (isAttestation(entry)
          || (!isIndex && !MANIFESTS.contains(entry.mediaType()))
          || !seen.add(entry.digest())) {
        continue;
      }
      if (seen.size() > MOST_MANIFESTS) {
        note("index-too-large", "the index lists more than " + MOST_MANIFESTS + " manifests");
        return;
      }
      if (isIndex && depth == DEEPEST) {
        note("index-too-deep", "indexes are nested deeper than " + DEEPEST + " in each other");
        continue;
      }
      Platform platform = entry.platform();
      if (platform != null && !isIndex && !accepts(platform)) {
        continue;
      }
      addEntry(index, entry, depth);
    }
  }

  private void addEntry(Manifest.Index index, Descriptor entry, int depth) throws ImageException {
    try {
      switch (source.manifest(entry)) {
        case Manifest.Index nested -> addIndex(nested, depth + 1);
        case Manifest.Image image -> {
          if (image.subject() == null && isRunnable(image)) {
            add(image, entry.platform(), index);
          }
        }
      }
    } catch (ImageException e) {
      if (e.isRetryable()) {
        throw e;
      }
      String platform = entry.platform() == null ? "" : " for " + entry.platform();
      note("platform-unreadable", "the image" + platform + " was not read: " + e.getMessage());
    }
  }

  private void add(Manifest.Image image, @Nullable Platform listed, Manifest.@Nullable Index index)
      throws ImageException {
    ImageConfig config = config(image);
    Platform platform = listed == null ? config.platform() : listed;
    if (!accepts(platform)) {
      return;
    }
    List<CoverageNote> contradictions = new ArrayList<>();
    boolean matching = config.diffIds().size() == image.layers().size();
    if (!matching) {
      contradictions.add(
          CoverageNote.of(
              "config-contradicts-manifest",
              "the manifest lists "
                  + image.layers().size()
                  + " layers, the configuration "
                  + config.diffIds().size()
                  + "; the layers were read without comparing them"));
    }
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < image.layers().size(); i++) {
      layers.add(source.layer(image.layers().get(i), matching ? config.diffIds().get(i) : null));
    }
    images.add(new PlatformImage(image, platform, config, layers, contradictions, index));
  }

  private ImageConfig config(Manifest.Image image) throws ImageException {
    byte[] content = source.config(image.config());
    try {
      return ConfigParser.parse(content);
    } catch (IOException e) {
      throw Failures.unreadable(e, "configuration " + image.config().digest(), source.name());
    }
  }

  private boolean accepts(Platform platform) {
    if (filter.accepts(platform)) {
      return true;
    }
    refused.add(platform.toString());
    return false;
  }

  private void note(String code, String message) {
    notes.add(CoverageNote.of(code, message));
  }

  private ImageException notAnImage(String reason) {
    return new ImageException(new ImageFailure.NotAnImage(source.name(), reason));
  }

  private static boolean isAttestation(Descriptor entry) {
    return (entry.platform() != null && entry.platform().isUnknown())
        || entry.annotations().containsKey("vnd.docker.reference.type");
  }

  private static boolean isRunnable(Manifest.Image image) {
    return RUNNABLE.contains(image.config().mediaType()) && !holdsStatements(image);
  }

  /**
   * Whether this is what build tools put beside an image to attest how it was built: an image
   * manifest by its types, but no layer is a file system. Decided by the layers, not by what the
   * configuration says of itself: no runtime can run them.
   */
  private static boolean holdsStatements(Manifest.Image image) {
    return !image.layers().isEmpty()
        && image.layers().stream().allMatch(layer -> layer.mediaType().equals(STATEMENT));
  }

  private static String artifactType(Manifest.Image image) {
    return image.artifactType() == null ? image.config().mediaType() : image.artifactType();
  }
}
