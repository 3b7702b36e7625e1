package io.registrysidecar.oci.client;

import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.Locations;
import io.registrysidecar.oci.client.http.TargetRefused;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code Link} header with which a registry says that a list goes on (RFC 8288). */
final class Links {

  private static final Pattern LINK =
      Pattern.compile(
          "<([^<>]{1,8192})>((?:\\s*;\\s*[a-zA-Z*]+\\s*=\\s*(?:\"[^\"]*\"|[^\\s\",;]*))*+)");
  private static final Pattern NEXT =
      Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"|next)");

  private Links() {}

  /**
   * Where the next page is, or empty after the last.
   *
   * @throws TargetRefused if it is not on the same server
   */
  static Optional<URI> next(Answer answer) throws TargetRefused {
    for (String header : answer.headers("link")) {
      Matcher link = LINK.matcher(header);
      while (link.find()) {
        if (NEXT.matcher(link.group(2)).find()) {
          return Optional.of(sameServer(answer.uri(), link.group(1)));
        }
      }
    }
    return Optional.empty();
  }

  private static URI sameServer(URI from, String location) throws TargetRefused {
    URI next = Locations.resolveOnSameServer(from, location);
    if (!Locations.sameOrigin(from, next)) {
      throw new TargetRefused("the next page of a list is on another server");
    }
    return next;
  }
}
