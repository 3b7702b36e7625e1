package io.registrysidecar.scan;

import io.registrysidecar.image.ChainIds;
import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.report.BaseImage;
import io.registrysidecar.report.BaseImage.Claim;
import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.FindingStatus;
import io.registrysidecar.schema.MalformedReport;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ReportReader;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.StoredImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Knows base images from the store: of the images whose layers are the lowest layers of another,
 * the one with the most layers. Of several with the same layers that which the record of the build,
 * or failing that a label, names counts, else one that has a tag, else the first that was seen.
 *
 * <p>A newer base image is what a tag of the base names now, instead of the base. It is only spoken
 * of when it was judged by the advisories in force.
 */
public final class StoredBaseImages implements BaseImages {

  /** How many images with equal layers are looked at. */
  private static final int MOST = 50;

  private final ImageStore images;
  private final Supplier<Knowledge> knowledge;

  /** Looks into {@code images}; what is new must have been judged by {@code knowledge}. */
  public StoredBaseImages(ImageStore images, Supplier<Knowledge> knowledge) {
    this.images = images;
    this.knowledge = knowledge;
  }

  @Override
  public Optional<BaseImage> of(PlatformImage image, List<Claim> claims) {
    List<Digest> chain = ChainIds.of(image);
    Optional<Claim> said = Claim.best(BaseImages.withLabels(image, claims));
    for (int layers = chain.size() - 1; layers > 0; layers--) {
      List<StoredImage> same = images.withChain(chain.get(layers - 1), MOST);
      if (!same.isEmpty()) {
        return Optional.of(base(same, layers, said));
      }
    }
    return said.map(Claim::image);
  }

  private BaseImage base(List<StoredImage> same, int layers, Optional<Claim> said) {
    Comparator<Candidate> best =
        Comparator.comparing((Candidate each) -> !each.isSaid(said))
            .thenComparing(each -> each.tags().isEmpty());
    Candidate base = same.stream().map(this::candidate).min(best).orElseThrow();
    // The name under which the base is known here: what somebody calls it decides nothing.
    return new BaseImage(
        base.name(),
        base.image().key().digest(),
        BaseImage.By.LAYERS,
        layers,
        newer(base).orElse(null));
  }

  /** With the indexes that it is a platform of, which are what tags name. */
  private Candidate candidate(StoredImage image) {
    List<ImageKey> named = new ArrayList<>(images.parents(image.key()));
    named.addFirst(image.key());
    List<String> tags =
        named.stream().flatMap(key -> images.tagsEver(key).stream()).distinct().sorted().toList();
    String repository =
        images
            .report(image.key())
            .flatMap(StoredBaseImages::read)
            .map(report -> report.image().repository())
            .orElse(image.key().registry() + "/" + image.key().repository());
    return new Candidate(image, named, tags, repository);
  }

  private Optional<BaseImage.Newer> newer(Candidate base) {
    ImageKey key = base.image().key();
    for (String tag : base.tags()) {
      Optional<StoredImage> now = images.findByTag(key.registry(), key.repository(), tag);
      if (now.isPresent() && !base.named().contains(now.get().key())) {
        Optional<BaseImage.Newer> newer =
            platform(now.get(), base.image())
                .flatMap(image -> judged(image, base.repository() + ":" + tag));
        if (newer.isPresent()) {
          return newer;
        }
      }
    }
    return Optional.empty();
  }

  /** Of an index, the image for the same platform. */
  private Optional<StoredImage> platform(StoredImage now, StoredImage base) {
    List<Digest> children = images.children(now.key());
    if (children.isEmpty()) {
      return Optional.of(now).filter(image -> isAlike(image, base));
    }
    return children.stream()
        .map(child -> new ImageKey(now.key().registry(), now.key().repository(), child))
        .flatMap(child -> images.find(child).stream())
        .filter(image -> isAlike(image, base))
        .findFirst();
  }

  private static boolean isAlike(StoredImage image, StoredImage base) {
    return Objects.equals(image.platform(), base.platform())
        && !image.key().equals(base.key())
        && !image.pushedAt().isBefore(base.firstSeen());
  }

  private Optional<BaseImage.Newer> judged(StoredImage image, String name) {
    String version = knowledge.get().version();
    if (version.isEmpty() || !version.equals(image.advisoryVersion())) {
      return Optional.empty();
    }
    return images
        .report(image.key())
        .flatMap(StoredBaseImages::read)
        .filter(report -> report.coverage().status() != CoverageStatus.NONE)
        .map(report -> new BaseImage.Newer(name, problems(report)));
  }

  private static Set<String> problems(Report report) {
    Set<String> problems = new HashSet<>();
    report.findings().stream()
        .filter(finding -> finding.status() != FindingStatus.SUPPRESSED)
        .forEach(finding -> {
          problems.add(finding.id());
          problems.addAll(finding.aliases());
        });
    return problems;
  }

  private static Optional<Report> read(byte[] stored) {
    try {
      return Optional.of(new ReportReader().read(stored));
    } catch (MalformedReport e) {
      return Optional.empty(); // written by another version of this program
    }
  }

  /**
   * An image that may be the base.
   *
   * @param image the image
   * @param named the image and the indexes that it is in
   * @param tags that name one of these, or have
   * @param repository as it is addressed
   */
  private record Candidate(
      StoredImage image, List<ImageKey> named, List<String> tags, String repository) {

    boolean isSaid(Optional<Claim> said) {
      return said.isPresent()
          && (named.stream().anyMatch(key -> key.digest().equals(said.get().digest()))
              || tags.stream()
                  .anyMatch(tag -> said.get().name().endsWith(shortName() + ":" + tag)));
    }

    String name() {
      return tags.isEmpty()
          ? repository + "@" + image.key().digest()
          : repository + ":" + tags.getFirst();
    }

    private String shortName() {
      return image.key().repository().toString();
    }
  }
}
