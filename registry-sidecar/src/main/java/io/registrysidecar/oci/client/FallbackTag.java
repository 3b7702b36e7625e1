package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedManifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.OciMediaTypes;
import io.registrysidecar.oci.ReferrersIndex;
import io.registrysidecar.oci.ReferrersTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tag under which a registry without the referrers API keeps the list of a subject's referrers:
 * reading and storing it, once.
 */
final class FallbackTag {

  /** Registries accept manifests of 4 MiB; some count the request around it. */
  static final int LARGEST = (4 << 20) - 1024;

  private static final Logger log = LoggerFactory.getLogger(FallbackTag.class);

  /** What is under the tag. */
  sealed interface Content {
    /** Nothing. */
    record Nothing() implements Content {}

    /** A list of referrers. */
    record Listing(ReferrersIndex index, Optional<String> etag) implements Content {}

    /** Something that is not a list, such as an image that a copying tool has put there. */
    record Foreign(String mediaType) implements Content {}
  }

  private final Caller caller;
  private final Target target;
  private final ManifestKey.Tag tag;
  private final boolean replaceForeign;

  FallbackTag(Caller caller, Target target, Digest subject, boolean replaceForeign) {
    this.caller = caller;
    this.target = target;
    this.tag = ReferrersTag.of(subject);
    this.replaceForeign = replaceForeign;
  }

  /** The referrers listed; none if there is no list. */
  List<Descriptor> referrers() throws RegistryException {
    return read() instanceof Content.Listing(ReferrersIndex index, _) ? index.entries() : List.of();
  }

  Content read() throws RegistryException {
    Optional<ManifestPull.Pulled> pulled = caller.call(new ManifestPull(target, tag));
    if (pulled.isEmpty()) {
      return new Content.Nothing();
    }
    String type = pulled.get().contentType().orElse(OciMediaTypes.IMAGE_INDEX);
    if (!type.toLowerCase(Locale.ROOT).startsWith(OciMediaTypes.IMAGE_INDEX)) {
      return new Content.Foreign(Printable.of(type));
    }
    try {
      return new Content.Listing(ReferrersIndex.parse(pulled.get().body()), pulled.get().etag());
    } catch (MalformedManifest _) {
      return new Content.Foreign("a malformed " + OciMediaTypes.IMAGE_INDEX);
    }
  }

  /** The list to change: what is there, or an empty one where there is none. */
  ReferrersIndex listIn(Content content) throws RegistryException {
    return switch (content) {
      case Content.Nothing _ -> ReferrersIndex.empty();
      case Content.Listing(ReferrersIndex index, _) -> index;
      case Content.Foreign(String mediaType) -> replacing(mediaType);
    };
  }

  /**
   * Stores a list if nobody has changed the tag since {@code before} was read, as far as the
   * registry can tell. Whether it was overtaken shows when the list is read again.
   *
   * @return false if the registry refused because the list names a manifest that it does not have
   */
  boolean write(ReferrersIndex index, Content before) throws RegistryException {
    byte[] bytes = index.toBytes();
    if (bytes.length > LARGEST) {
      throw new RegistryException(
          new RegistryFailure.TooLarge(
              "store the list of referrers " + tag + " of " + target, LARGEST));
    }
    ManifestPush.Condition condition =
        switch (before) {
          case Content.Nothing _ -> new ManifestPush.Condition.IfAbsent();
          case Content.Listing(_, Optional<String> etag) when etag.isPresent() ->
              new ManifestPush.Condition.IfUnchanged(etag.get());
          default -> new ManifestPush.Condition.Always();
        };
    ManifestPush push = new ManifestPush(target, tag, OciMediaTypes.IMAGE_INDEX, bytes, condition);
    return !(caller.call(push) instanceof ManifestPush.Outcome.Incomplete);
  }

  /**
   * The list without entries whose manifest is gone. Some programs delete a referrer and leave it
   * in the list, and then registries that check what a list names refuse every further change of
   * it.
   */
  ReferrersIndex withoutDangling(ReferrersIndex index) throws RegistryException {
    List<Digest> gone = new ArrayList<>();
    for (Descriptor entry : index.entries()) {
      ManifestKey key = new ManifestKey.ByDigest(entry.digest());
      if (caller.call(new ManifestHead(target, key)) instanceof ManifestHead.Found.Absent) {
        gone.add(entry.digest());
      }
    }
    log.atWarn()
        .addKeyValue("repository", target)
        .addKeyValue("tag", tag)
        .addKeyValue("gone", gone)
        .log("list of referrers named manifests that are gone, dropped");
    return index.change(List.of(), gone);
  }

  private ReferrersIndex replacing(String mediaType) throws RegistryException {
    if (!replaceForeign) {
      throw new RegistryException(
          new RegistryFailure.Unsupported(
              "change the list of referrers " + tag + " of " + target,
              "the tag holds "
                  + mediaType
                  + " instead of a list, and replacing it is switched off"));
    }
    log.atWarn()
        .addKeyValue("repository", target)
        .addKeyValue("tag", tag)
        .addKeyValue("found", mediaType)
        .log("tag for referrers held something else, replaced by a list");
    return ReferrersIndex.empty();
  }
}
