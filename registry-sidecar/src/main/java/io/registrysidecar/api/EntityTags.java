package io.registrysidecar.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Answers 304 to who has the same already. Tags are weak: the bytes on the wire may be compressed
 * or not.
 */
final class EntityTags {

  private static final int LENGTH = 16;

  private EntityTags() {}

  /** The answer with its tag, or 304 when {@code ifNoneMatch} has it. */
  static Answer apply(Answer answer, @Nullable String ifNoneMatch) {
    if (answer.status() != 200 || answer.headers().containsKey("cache-control")) {
      return answer;
    }
    String tag = "W/\"" + hash(answer.body()) + "\"";
    return ifNoneMatch != null && names(ifNoneMatch, tag)
        ? Answer.empty(304).with("etag", tag)
        : answer.with("etag", tag);
  }

  private static boolean names(String ifNoneMatch, String tag) {
    return Arrays.stream(ifNoneMatch.split(","))
        .map(String::strip)
        .anyMatch(one -> one.equals("*") || one.equals(tag) || ("W/" + one).equals(tag));
  }

  private static String hash(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(hash, 0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", e);
    }
  }
}
