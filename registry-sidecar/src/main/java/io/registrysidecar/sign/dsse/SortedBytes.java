package io.registrysidecar.sign.dsse;

import java.util.Arrays;

/*
 * Sorting moves members about and changes none of their bytes, so it is done in place, from the inside outwards: when the end of an object is reached, all that is inside is sorted,
 * and its members are laid down again in their order. A document of some megabytes would be a tree of tens of megabytes.
 */

/**
 * The same compact JSON with the members of every object in the order of their names. For documents
 * that this program has written itself; names are of printable ASCII.
 */
final class SortedBytes {

  private final byte[] json;
  private int at;
  private byte[] scratch = new byte[1024];

  /** Where the members of all open objects begin; each is followed by a comma or a brace. */
  private int[] starts = new int[64];

  private int members;

  private SortedBytes(byte[] json) {
    this.json = json;
  }

  static byte[] of(byte[] compact) {
    SortedBytes sorted = new SortedBytes(compact.clone());
    sorted.value();
    if (sorted.at != compact.length) {
      throw new IllegalArgumentException("more than one JSON value");
    }
    return sorted.json;
  }

  private void value() {
    switch (json[at]) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> text();
      default -> {
        while (at < json.length && json[at] != ',' && json[at] != '}' && json[at] != ']') {
          at++;
        }
      }
    }
  }

  private void text() {
    at++;
    while (json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    at++;
  }

  private void array() {
    at++;
    while (json[at] != ']') {
      value();
      if (json[at] == ',') {
        at++;
      }
    }
    at++;
  }

  private void object() {
    int first = members;
    at++;
    while (json[at] != '}') {
      if (members == starts.length) {
        starts = Arrays.copyOf(starts, 2 * members);
      }
      starts[members] = at;
      members++;
      text();
      at++;
      value();
      if (json[at] == ',') {
        at++;
      }
    }
    sort(first);
    members = first;
    at++;
  }

  /** Lays down the members from {@code first} on; {@code at} is at the brace behind them. */
  private void sort(int first) {
    if (isSorted(first)) {
      return;
    }
    int from = starts[first];
    int length = at - from;
    if (scratch.length < length) {
      scratch = new byte[Math.max(length, 2 * scratch.length)];
    }
    System.arraycopy(json, from, scratch, 0, length);
    int[] order = new int[members - first];
    for (int i = 0; i < order.length; i++) {
      int place = i;
      while (place > 0 && compareNames(starts[first + order[place - 1]], starts[first + i]) > 0) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = i;
    }
    int to = from;
    for (int member : order) {
      int start = starts[first + member];
      int end = first + member + 1 < members ? starts[first + member + 1] - 1 : at;
      System.arraycopy(scratch, start - from, json, to, end - start);
      to += end - start;
      if (to < at) {
        json[to] = ',';
        to++;
      }
    }
  }

  private boolean isSorted(int first) {
    for (int member = first + 1; member < members; member++) {
      if (compareNames(starts[member - 1], starts[member]) > 0) {
        return false;
      }
    }
    return true;
  }

  /** A name that goes on is greater than one that ends there. */
  private int compareNames(int one, int other) {
    int a = one + 1;
    int b = other + 1;
    while (json[a] == json[b] && json[a] != '"') {
      a++;
      b++;
    }
    return (json[a] == '"' ? 0 : json[a]) - (json[b] == '"' ? 0 : json[b]);
  }
}
