package io.registrysidecar.publish;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The members of a compact JSON object that this program has just written, as places in its bytes.
 * What came from elsewhere is to be parsed instead: nothing is checked here.
 */
final class Members {

  private Members() {}

  /**
   * One member.
   *
   * @param name its name
   * @param from where it begins, with its name
   * @param value where its value begins
   * @param to behind its value
   */
  record Member(String name, int from, int value, int to) {}

  /** All members, in their order. */
  static List<Member> of(byte[] object) {
    List<Member> members = new ArrayList<>();
    int at = 1;
    while (object[at] != '}') {
      int value = text(object, at) + 1;
      int to = value(object, value);
      String name = new String(object, at + 1, value - at - 3, StandardCharsets.UTF_8);
      members.add(new Member(name, at, value, to));
      at = object[to] == ',' ? to + 1 : to;
    }
    return members;
  }

  /** Behind the value that begins at {@code from}. */
  private static int value(byte[] json, int from) {
    int depth = 0;
    int at = from;
    while (true) {
      switch (json[at]) {
        case '"' -> {
          at = text(json, at);
          if (depth == 0) {
            return at;
          }
        }
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          if (depth == 0) {
            return at;
          }
          depth--;
          at++;
          if (depth == 0) {
            return at;
          }
        }
        case ',' -> {
          if (depth == 0) {
            return at;
          }
          at++;
        }
        default -> at++;
      }
    }
  }

  /** Behind the text whose quote is at {@code from}. */
  private static int text(byte[] json, int from) {
    int at = from + 1;
    while (json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }
}
