package io.registrysidecar.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.RepositoryName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of an event. What is missing, empty, or of another type is null; what names
 * something must be a name.
 */
final class Fields {

  /**
   * Longer texts, such as user agents, are cut: nobody needs them, and they must not fill the disk.
   */
  private static final int LONGEST = 256;

  private Fields() {}

  /** The text at the end of a path of names, cut to a sensible length. */
  static @Nullable String text(JsonNode node, String... path) {
    String text = longText(node, path);
    return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  /** The text at the end of a path of names, as long as it is. */
  static @Nullable String longText(JsonNode node, String... path) {
    JsonNode found = node;
    for (String name : path) {
      found = found.path(name);
    }
    return found.isTextual() && !found.textValue().isEmpty() ? found.textValue() : null;
  }

  static RepositoryName repository(@Nullable String text) throws UnreadableEvent {
    if (text == null) {
      throw new UnreadableEvent("it names no repository");
    }
    try {
      return RepositoryName.parse(text);
    } catch (MalformedReference e) {
      throw unreadable(e);
    }
  }

  static ManifestKey.@Nullable Tag tag(@Nullable String text) throws UnreadableEvent {
    if (text == null) {
      return null;
    }
    try {
      return ManifestKey.Tag.parse(text);
    } catch (MalformedReference e) {
      throw unreadable(e);
    }
  }

  static @Nullable Digest digest(@Nullable String text) throws UnreadableEvent {
    if (text == null) {
      return null;
    }
    try {
      return Digest.parse(text);
    } catch (MalformedReference e) {
      throw unreadable(e);
    }
  }

  /**
   * A tag, unless the text is the digest: several registries write the digest where there is no
   * tag.
   */
  static ManifestKey.@Nullable Tag tagUnlessDigest(@Nullable String text) throws UnreadableEvent {
    return text == null || text.indexOf(':') >= 0 ? null : tag(text);
  }

  /** A time; one that cannot be read is as good as none. */
  static @Nullable Instant time(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static UnreadableEvent unreadable(MalformedReference e) {
    return new UnreadableEvent(String.valueOf(e.getMessage()));
  }
}
