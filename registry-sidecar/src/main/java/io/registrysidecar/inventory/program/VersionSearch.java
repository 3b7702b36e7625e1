package io.registrysidecar.inventory.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for one program's version. Each byte is looked at a bounded number of times. */
final class VersionSearch {

  /** A text that has a version is not looked at beyond this. */
  static final int LONGEST = 128;

  private static final Pattern VERSION =
      Pattern.compile(
          "[0-9]{1,8}(?:\\.[0-9]{1,8}){1,3}+(?:-?(?:alpha|beta|rc|RC|a|b|dev)\\.?[0-9]{1,4})?+");

  /** How many different ones are remembered. */
  private static final int MOST = 200;

  private final KnownProgram program;
  private final String leading;
  private final byte[] before;
  private final Set<String> found = new LinkedHashSet<>();

  VersionSearch(KnownProgram program, String leading) {
    this.program = program;
    this.leading = leading;
    this.before = program.beforeBytes();
  }

  KnownProgram program() {
    return program;
  }

  /** The versions found, which are several when the text is not as unique as it was. */
  Set<String> found() {
    return program.highest()
        ? found.stream()
            .filter(version -> parts(version).count() == 3)
            .max((one, other) -> Arrays.compare(numbers(one), numbers(other)))
            .map(Set::of)
            .orElse(Set.of())
        : found.stream().filter(this::isWhole).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether {@code version} is not the beginning of another, as 2.4 is of 2.4.71. */
  private boolean isWhole(String version) {
    return found.stream().noneMatch(other -> other.startsWith(version + "."));
  }

  private static Stream<String> parts(String version) {
    return Stream.of(version.split("\\.", -1));
  }

  private static int[] numbers(String version) {
    return parts(version).mapToInt(part -> Integer.parseInt(part.split("\\D", 2)[0])).toArray();
  }

  /** Looks at every place from {@code from} up to {@code to}; up to {@code end} may be read. */
  void look(byte[] bytes, int from, int to, int end) {
    byte first = before[0];
    for (int i = from; i < to && found.size() < MOST; i++) {
      if (bytes[i] == first && i + before.length < end && isHere(bytes, i, end)) {
        take(bytes, i + before.length, end);
      }
    }
  }

  /** Whether text and first digit stand here. */
  private boolean isHere(byte[] bytes, int at, int end) {
    for (int i = 1; i < before.length; i++) {
      if (bytes[at + i] != before[i]) {
        return false;
      }
    }
    int digit = at + before.length;
    return digit < end && bytes[digit] >= '0' && bytes[digit] <= '9';
  }

  private void take(byte[] bytes, int start, int end) {
    int stop = start;
    int most = Math.min(end, start + LONGEST);
    while (stop < most && bytes[stop] != 0) {
      stop++;
    }
    String text = new String(bytes, start, stop - start, ISO_8859_1);
    Matcher version = VERSION.matcher(text);
    if (text.startsWith(leading)
        && version.lookingAt()
        && (!program.whole() || version.end() == text.length() || text.endsWith("+"))
        && text.indexOf(program.after(), version.end()) >= 0) {
      found.add(version.group());
    }
  }
}
