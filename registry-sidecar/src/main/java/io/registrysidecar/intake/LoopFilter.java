package io.registrysidecar.intake;

import io.registrysidecar.intake.PushEvent.Action;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.OciMediaTypes;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides from an event alone what it is worth. Pure.
 *
 * <p>Writing a result into a registry makes the registry tell of pushes, which must not lead to
 * scans. What is dropped here saves work; that no result is ever scanned does not rest on it but on
 * the scan itself, which looks at the manifest and refuses whatever refers to another one.
 *
 * @param userAgent how this program's own requests to registries begin their {@code User-Agent}
 * @param actors accounts that only this program uses; empty when it shares its account, because
 *     then its name says nothing
 */
public record LoopFilter(String userAgent, Set<String> actors) {

  private static final Set<String> MANIFESTS =
      Set.of(
          OciMediaTypes.IMAGE_MANIFEST,
          OciMediaTypes.IMAGE_INDEX,
          OciMediaTypes.DOCKER_MANIFEST,
          OciMediaTypes.DOCKER_MANIFEST_LIST);

  /**
   * The tags of the referrers tag schema, and those that cosign gives to signatures, attestations
   * and SBOMs.
   */
  private static final Pattern TAG_OF_A_DIGEST =
      Pattern.compile("(sha256-[a-f0-9]{64}|sha512-[a-f0-9]{64,128})(?:\\.[a-z]+)?");

  /** Copies the accounts. */
  public LoopFilter {
    actors = Set.copyOf(actors);
  }

  /** What an event is worth. */
  public Verdict judge(PushEvent event) {
    if (event.action() == Action.OTHER) {
      return new Verdict.Drop("no push and no deletion");
    }
    if (event.mediaType() != null && !MANIFESTS.contains(event.mediaType())) {
      return new Verdict.Drop("no manifest");
    }
    Matcher attached = TAG_OF_A_DIGEST.matcher(event.tag() == null ? "" : event.tag().value());
    if (event.action() == Action.DELETE) {
      return attached.matches()
          ? new Verdict.Drop("a tag of the referrers tag schema")
          : new Verdict.Deletion();
    }
    if (event.userAgent() != null && event.userAgent().startsWith(userAgent)) {
      return new Verdict.Drop("pushed by this program");
    }
    if (event.actor() != null && actors.contains(event.actor())) {
      return new Verdict.Drop("pushed by this program's account");
    }
    if (attached.matches()) {
      return attachedTo(attached, event);
    }
    ManifestHint manifest = event.manifest();
    if (manifest != null && manifest.hasSubject()) {
      return manifest.subject() == null
          ? new Verdict.Drop("refers to another manifest")
          : new Verdict.Attached(manifest.subject());
    }
    if (manifest != null && OciMediaTypes.EMPTY.equals(manifest.configType())) {
      return new Verdict.Drop("an artifact, no image");
    }
    return new Verdict.Push();
  }

  /**
   * This program writes such tags, too, but never signatures of images: where nobody says who
   * pushed, only these are worth a look.
   */
  private static Verdict attachedTo(Matcher tag, PushEvent event) {
    if (event.userAgent() == null && !tag.group().endsWith(".sig")) {
      return new Verdict.Drop("a tag of the referrers tag schema, perhaps this program's");
    }
    try {
      return new Verdict.Attached(Digest.parse(tag.group(1).replace('-', ':')));
    } catch (MalformedReference e) {
      return new Verdict.Drop("a tag that looks like one of the referrers tag schema");
    }
  }
}
