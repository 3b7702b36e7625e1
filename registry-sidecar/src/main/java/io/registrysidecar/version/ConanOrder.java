package io.registrysidecar.version;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The order of Conan 2: {@code items[-pre][+build]}, items between points, numbers or text, where
 * zeros at the end do not count; a pre-release is earlier than none, a build later than none.
 *
 * <p>Conan compares a number and a text as texts, so that {@code 10 < 1a < 2 < 10}. Here an item
 * that begins with digits is compared by their value first, which is a total order and agrees with
 * Conan where the digits are as many.
 */
final class ConanOrder implements VersionOrder {

  /** Without what a version range is written with. */
  private static final Pattern CHARACTERS = Pattern.compile("[!-~&&[^\\[\\]<>=|,/@]]++");

  @Override
  public String name() {
    return "Conan";
  }

  @Override
  public ParsedVersion parse(String text) throws UnparsableVersion {
    String version = Text.bounded(name(), text);
    if (!CHARACTERS.matcher(version).matches()) {
      throw new UnparsableVersion(name(), text, "it has characters that no version has");
    }
    int plus = version.lastIndexOf('+');
    String rest = plus < 0 ? version : version.substring(0, plus);
    int hyphen = rest.indexOf('-');
    return new Version(
        new Items(items(hyphen < 0 ? rest : rest.substring(0, hyphen))),
        hyphen < 0,
        new Items(hyphen < 0 ? List.of() : items(rest.substring(hyphen + 1))),
        plus >= 0,
        new Items(plus < 0 ? List.of() : items(version.substring(plus + 1))));
  }

  private static List<Item> items(String text) {
    List<Item> items = new ArrayList<>();
    for (String item : text.split("\\.", -1)) {
      items.add(Item.of(item));
    }
    while (!items.isEmpty() && items.getLast().isZero()) {
      items.removeLast();
    }
    return List.copyOf(items);
  }

  /**
   * What stands between two points.
   *
   * @param place 0 for text of which the first character comes before digits, 1 for what begins
   *     with digits, 2 for other text
   * @param number those digits, without leading zeros
   * @param text what follows them
   */
  private record Item(int place, String number, String text) {

    static Item of(String item) {
      int end = Text.endOfDigits(item, 0);
      int place = end > 0 ? 1 : item.isEmpty() || item.charAt(0) < '0' ? 0 : 2;
      return new Item(place, Text.number(item.substring(0, end)), item.substring(end));
    }

    boolean isZero() {
      return place == 1 && number.isEmpty() && text.isEmpty();
    }

    int compareTo(Item that) {
      int difference = Integer.compare(place, that.place);
      if (difference == 0) {
        difference = Text.compareNumbers(number, that.number);
      }
      return difference != 0 ? difference : text.compareTo(that.text);
    }
  }

  private record Items(List<Item> list) {

    int compareTo(Items that) {
      for (int i = 0; i < Math.min(list.size(), that.list.size()); i++) {
        int difference = list.get(i).compareTo(that.list.get(i));
        if (difference != 0) {
          return difference;
        }
      }
      return Integer.compare(list.size(), that.list.size());
    }
  }

  private record Version(Items items, boolean released, Items pre, boolean built, Items build)
      implements ParsedVersion {

    @Override
    public int compareTo(ParsedVersion other) {
      Version that = (Version) other;
      int difference = items.compareTo(that.items);
      if (difference == 0) {
        difference = Boolean.compare(released, that.released);
      }
      if (difference == 0) {
        difference = pre.compareTo(that.pre);
      }
      if (difference == 0) {
        difference = Boolean.compare(built, that.built);
      }
      return difference != 0 ? difference : build.compareTo(that.build);
    }
  }
}
