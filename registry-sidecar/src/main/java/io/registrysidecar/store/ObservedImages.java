package io.registrysidecar.store;

import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.RepositoryName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images as another store keeps them; tells a listener of each change after it was written. */
final class ObservedImages implements ImageStore {

  private final ImageStore images;
  private final ImageListener listener;

  ObservedImages(ImageStore images, ImageListener listener) {
    this.images = images;
    this.listener = listener;
  }

  @Override
  public void seen(ImageKey image, Instant at) {
    images.seen(image, at);
    listener.changed(image);
  }

  @Override
  public void tagged(
      String registry, RepositoryName repository, String tag, Digest digest, Instant at) {
    images.tagged(registry, repository, tag, digest, at);
    listener.moved(registry, repository, tag);
  }

  @Override
  public void pushed(List<Push> pushes) {
    images.pushed(pushes);
    for (Push push : pushes) {
      listener.changed(push.image());
      if (push.tag() != null) {
        listener.moved(push.image().registry(), push.image().repository(), push.tag());
      }
    }
  }

  @Override
  public void untagged(String registry, RepositoryName repository, String tag, Instant at) {
    images.untagged(registry, repository, tag, at);
    listener.moved(registry, repository, tag);
  }

  @Override
  public void describe(ImageKey image, ImageFacts facts, Instant at) {
    images.describe(image, facts, at);
  }

  @Override
  public void become(ImageKey image, ImageState state, String detail) {
    images.become(image, state, detail);
    listener.changed(image);
  }

  @Override
  public void scanned(ImageKey image, ImageResult result) {
    images.scanned(image, result);
    listener.changed(image);
  }

  @Override
  public void deleted(ImageKey image, Instant at) {
    images.deleted(image, at);
    listener.changed(image);
  }

  @Override
  public Optional<StoredImage> find(ImageKey image) {
    return images.find(image);
  }

  @Override
  public Optional<StoredImage> findByTag(String registry, RepositoryName repository, String tag) {
    return images.findByTag(registry, repository, tag);
  }

  @Override
  public Optional<byte[]> report(ImageKey image) {
    return images.report(image);
  }

  @Override
  public List<Digest> children(ImageKey index) {
    return images.children(index);
  }

  @Override
  public List<ImageKey> parents(ImageKey image) {
    return images.parents(image);
  }

  @Override
  public List<StoredImage> withChain(Digest chain, int limit) {
    return images.withChain(chain, limit);
  }

  @Override
  public List<String> tagsEver(ImageKey image) {
    return images.tagsEver(image);
  }

  @Override
  public Page<StoredImage> list(ImageFilter filter, PageRequest page) {
    return images.list(filter, page);
  }

  @Override
  public Page<RepositorySummary> repositories(PageRequest page) {
    return images.repositories(page);
  }

  @Override
  public Map<String, Digest> tags(String registry, RepositoryName repository) {
    return images.tags(registry, repository);
  }

  @Override
  public List<TagMove> tagHistory(
      String registry, RepositoryName repository, String tag, int limit) {
    return images.tagHistory(registry, repository, tag, limit);
  }

  @Override
  public Map<ImageState, Long> counts() {
    return images.counts();
  }
}
