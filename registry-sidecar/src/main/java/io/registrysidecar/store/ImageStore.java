package io.registrysidecar.store;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every image that was heard of: platform images and indexes, their tags, how far they have come,
 * and what was found.
 */
public interface ImageStore {

  /**
   * Notes a push. An image not known before becomes {@link ImageState#PENDING}; one that was gone
   * is there again.
   */
  void seen(ImageKey image, Instant at);

  /** Notes that a tag names a digest from now on. Unchanged tags change nothing. */
  void tagged(String registry, RepositoryName repository, String tag, Digest digest, Instant at);

  /**
   * Notes pushes in one transaction, each as {@link #seen} and, where there is a tag, {@link
   * #tagged} do.
   */
  void pushed(List<Push> pushes);

  /** Notes that a tag is gone. */
  void untagged(String registry, RepositoryName repository, String tag, Instant at);

  /** Notes what the manifest says. The image is created when it was not known. */
  void describe(ImageKey image, ImageFacts facts, Instant at);

  /** Notes how far the image has come; {@code detail} says why, where the state needs a reason. */
  void become(ImageKey image, ImageState state, String detail);

  /** Stores the result of a scan; the image becomes {@link ImageState#SCANNED}. */
  void scanned(ImageKey image, ImageResult result);

  /** Notes that the image is gone, with the tags that named it. */
  void deleted(ImageKey image, Instant at);

  /** One image. */
  Optional<StoredImage> find(ImageKey image);

  /** The image that a tag names now. */
  Optional<StoredImage> findByTag(String registry, RepositoryName repository, String tag);

  /** The report of the latest scan, as it was given to {@link #scanned}. */
  Optional<byte[]> report(ImageKey image);

  /** The platform manifests of an index, in its order. */
  List<Digest> children(ImageKey index);

  /** The indexes that have this platform manifest. */
  List<ImageKey> parents(ImageKey image);

  /**
   * Images, not gone, whose layers together have this chain identifier: those that can be the base
   * of an image whose lower layers have it. First seen first, at most {@code limit}.
   */
  List<StoredImage> withChain(Digest chain, int limit);

  /** The tags that name an image now or have named it, sorted. */
  List<String> tagsEver(ImageKey image);

  /** Images, last pushed first. */
  Page<StoredImage> list(ImageFilter filter, PageRequest page);

  /** Repositories in the order they were first seen. */
  Page<RepositorySummary> repositories(PageRequest page);

  /** What the tags of a repository name now. */
  Map<String, Digest> tags(String registry, RepositoryName repository);

  /** What a tag has named, newest first, at most {@code limit} entries. */
  List<TagMove> tagHistory(String registry, RepositoryName repository, String tag, int limit);

  /** How many images that are not gone are in each state. */
  Map<ImageState, Long> counts();

  /**
   * A push.
   *
   * @param image what was pushed
   * @param tag the tag that it was pushed to, or null
   * @param at when
   */
  record Push(ImageKey image, @Nullable String tag, Instant at) {}
}
