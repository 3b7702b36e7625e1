package io.registrysidecar.api;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Undoes the percent-encoding of a path, once. */
final class PathDecoder {

  private PathDecoder() {}

  static String decode(@Nullable String path) throws Problem {
    try {
      String decoded = path == null ? null : new URI("http://host" + path).getPath();
      if (decoded != null && decoded.chars().noneMatch(Character::isISOControl)) {
        return decoded;
      }
    } catch (URISyntaxException _) {
      // said below
    }
    throw Problem.badRequest("malformed-path", "the path is not a URL path; check its % signs");
  }
}
