package io.registrysidecar.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was checked out to build from.
 *
 * @param repository its address, without reference and without passwords
 * @param ref the branch, tag or full reference, or null
 * @param commit the commit in hexadecimal, or null when the record does not pin it
 * @param directory the directory in it that was the context of the build, or null
 */
public record SourceRef(
    String repository, @Nullable String ref, @Nullable String commit, @Nullable String directory) {

  private static final Pattern PASSWORD = Pattern.compile("^([a-z][a-z0-9+.-]*://)[^/?#]*@");

  /**
   * What may be handed to programs that fetch: no scheme that runs commands, no host that reads as
   * an option.
   */
  private static final Pattern FETCHABLE =
      Pattern.compile("(?:https?|ssh|git)://[A-Za-z0-9\\[][^\\s\\p{Cntrl}]*");

  /**
   * Reads an address as SPDX and SLSA write it ({@code git+https://host/name@ref#directory}) or as
   * BuildKit does ({@code https://host/name.git#ref:directory}).
   */
  static SourceRef parse(String uri, @Nullable String commit) {
    return uri.startsWith("git+") ? spdx(uri.substring(4), commit) : buildKit(uri, commit);
  }

  private static SourceRef spdx(String uri, @Nullable String commit) {
    int hash = uri.indexOf('#');
    String directory = hash < 0 ? null : nullIfEmpty(uri.substring(hash + 1));
    String address = withoutPassword(hash < 0 ? uri : uri.substring(0, hash));
    int path = address.indexOf('/', Math.max(0, address.indexOf("://") + 3));
    int at = path < 0 ? -1 : address.indexOf('@', path);
    return at < 0
        ? new SourceRef(address, null, commit, directory)
        : new SourceRef(
            address.substring(0, at), nullIfEmpty(address.substring(at + 1)), commit, directory);
  }

  private static SourceRef buildKit(String uri, @Nullable String commit) {
    int hash = uri.indexOf('#');
    String address = withoutPassword(hash < 0 ? uri : uri.substring(0, hash));
    String fragment = hash < 0 ? "" : uri.substring(hash + 1);
    int colon = fragment.indexOf(':');
    return new SourceRef(
        address,
        nullIfEmpty(colon < 0 ? fragment : fragment.substring(0, colon)),
        commit,
        colon < 0 ? null : nullIfEmpty(fragment.substring(colon + 1)));
  }

  /** Whether {@link #repository} is an address that a program can be given without harm. */
  boolean isFetchable() {
    return FETCHABLE.matcher(repository).matches();
  }

  /** Equal for addresses that mean the same repository. */
  String sameAs() {
    String text = repository.replaceFirst("^[a-z+]+://", "").replaceFirst("/+$", "");
    return text.endsWith(".git") ? text.substring(0, text.length() - 4) : text;
  }

  /** An address without the name and password in it: they have no place in a report. */
  static String withoutPassword(String uri) {
    Matcher matcher = PASSWORD.matcher(uri);
    return matcher.find() ? matcher.group(1) + uri.substring(matcher.end()) : uri;
  }

  private static @Nullable String nullIfEmpty(String text) {
    return Optional.of(text).filter(each -> !each.isEmpty()).orElse(null);
  }
}
