package io.registrysidecar.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values that keys take. */
final class ValueTypes {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
  private static final Pattern GLOB = Pattern.compile("[a-z0-9._/*-]{1,255}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}|[0-9A-Fa-f:.]{2,45}");
  private static final String OFF = "off";
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(10);

  static final ValueType<ListenAddress> ADDRESS = ValueType.of("host:port", ListenAddress::parse);
  static final ValueType<ByteSize> SIZE = ValueType.of("size", ByteSize::parse);
  static final ValueType<Duration> DURATION = ValueType.of("duration", Durations::parse);
  static final ValueType<Duration> DURATION_OR_OFF =
      ValueType.of(
          "duration or `off`", text -> text.equals(OFF) ? Duration.ZERO : Durations.parse(text));

  /** How often something is fetched: others pay for it. */
  static final ValueType<Duration> PAUSE =
      ValueType.of(
          "duration",
          text -> {
            Duration pause = Durations.parse(text);
            if (pause.compareTo(SHORTEST_PAUSE) < 0) {
              throw new BadValue("\"" + text + "\" is too often; write at least 10s");
            }
            return pause;
          });

  static final ValueType<String> TEXT = ValueType.of("text", text -> text);
  static final ValueType<String> SOURCE_NAME = ValueType.of("name", ValueTypes::name);
  static final ValueType<URI> REGISTRY_URL = ValueType.of("URL", Urls::registry);
  static final ValueType<Boolean> FLAG = ValueType.of("`true` or `false`", ValueTypes::flag);
  static final ValueType<Path> PATH =
      new ValueType<>("path", false, (texts, base) -> path(texts.getFirst(), base));
  static final ValueType<List<Path>> PATHS =
      new ValueType<>("list of paths", true, ValueTypes::paths);
  static final ValueType<List<String>> IDENTITIES =
      new ValueType<>("list of texts", true, (texts, _) -> identities(texts));
  static final ValueType<Secret> SECRET_FILE =
      new ValueType<>(
          "path", false, (texts, base) -> SecretFile.read(path(texts.getFirst(), base)));
  static final ValueType<RepositoryFilter> GLOBS =
      new ValueType<>("list of patterns", true, (texts, _) -> globs(texts));

  static final ValueType<List<URI>> DOCUMENTS =
      new ValueType<>("list of URLs", true, (texts, _) -> Urls.documents(texts));

  static final ValueType<RepositoryFilter> NAMESPACES =
      patterns("[a-z0-9*-]{1,63}", "is not a pattern of namespaces; write kube-system or team-*");

  static final ValueType<RepositoryFilter> IMAGES =
      patterns(
          "[A-Za-z0-9.:\\[\\]-]{1,255}/[a-z0-9._/*-]{1,255}",
          "is not a pattern of images; write registry and repository, such as"
              + " registry.example.com/base/**");

  static final ValueType<List<String>> HOSTS =
      new ValueType<>("list of hosts", true, (texts, _) -> hosts(texts));

  static final ValueType<String> LABEL =
      matching(
          "text",
          "[\\p{L}\\p{N}][\\p{L}\\p{N} ._:-]{0,126}",
          "use letters, digits, spaces, . _ : -");

  /** A program and its arguments. Not through a shell, so nothing needs quoting in the file. */
  static final ValueType<List<String>> COMMAND =
      new ValueType<>("list of texts", true, (texts, _) -> command(texts));

  private ValueTypes() {}

  /** A text of some shape; {@code advice} says which. */
  static ValueType<String> matching(String name, String pattern, String advice) {
    Pattern shape = Pattern.compile(pattern);
    return ValueType.of(
        name,
        text -> {
          if (!shape.matcher(text).matches()) {
            throw new BadValue("\"" + text + "\" cannot be taken; " + advice);
          }
          return text;
        });
  }

  /** A whole number between two bounds, both allowed. */
  static ValueType<Integer> number(int least, int most) {
    return ValueType.of(
        "number from " + least + " to " + most,
        text -> {
          if (text.matches("\\d{1,10}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
              return (int) number;
            }
          }
          throw new BadValue("\"" + text + "\" is not a number from " + least + " to " + most);
        });
  }

  /** One of the constants of an enumeration, in lower case. */
  static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
    return ValueType.of(
        Arrays.stream(type.getEnumConstants())
            .map(constant -> "`" + word(constant) + "`")
            .collect(Collectors.joining(", ")),
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text))
                .findFirst()
                .orElseThrow(() ->
                    new BadValue(
                        Arrays.stream(type.getEnumConstants())
                            .map(ValueTypes::word)
                            .collect(
                                Collectors.joining(", ", "\"" + text + "\" is not one of ", "")))));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String name(String text) throws BadValue {
    if (!NAME.matcher(text).matches()) {
      throw new BadValue(
          "\""
              + text
              + "\" is not a name; use at most 40 lower-case letters, digits and hyphens, since it"
              + " becomes part of a URL");
    }
    return text;
  }

  private static boolean flag(String text) throws BadValue {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new BadValue("\"" + text + "\" is neither true nor false");
    };
  }

  private static List<Path> paths(List<String> texts, Path base) throws BadValue {
    List<Path> paths = new ArrayList<>();
    for (String text : texts) {
      paths.add(path(text, base));
    }
    return List.copyOf(paths);
  }

  private static Path path(String text, Path base) throws BadValue {
    try {
      return base.resolve(text).toAbsolutePath().normalize();
    } catch (InvalidPathException _) {
      throw new BadValue("\"" + text + "\" is not a path");
    }
  }

  private static List<String> identities(List<String> texts) throws BadValue {
    for (String text : texts) {
      if (text.isBlank() || text.strip().indexOf(' ') < 0) {
        throw new BadValue(
            "\"" + text + "\" is no identity; write issuer, a space, and subject of certificates");
      }
    }
    return List.copyOf(texts);
  }

  private static ValueType<RepositoryFilter> patterns(String pattern, String advice) {
    Pattern shape = Pattern.compile(pattern);
    return new ValueType<>(
        "list of patterns",
        true,
        (texts, _) -> {
          for (String text : texts) {
            if (!shape.matcher(text).matches()) {
              throw new BadValue("\"" + text + "\" " + advice);
            }
          }
          return new RepositoryFilter(texts);
        });
  }

  private static RepositoryFilter globs(List<String> texts) throws BadValue {
    for (String text : texts) {
      if (!GLOB.matcher(text).matches()) {
        throw new BadValue(
            "\""
                + text
                + "\" is not a repository pattern; write names with * (within a segment) and **"
                + " (any segments): team/**");
      }
    }
    if (texts.isEmpty()) {
      throw new BadValue("the list is empty, so nothing would be scanned; write [\"**\"] for all");
    }
    return new RepositoryFilter(texts);
  }

  private static List<String> command(List<String> texts) throws BadValue {
    if (texts.isEmpty() || texts.getFirst().isBlank()) {
      throw new BadValue("the list is empty; write the program and its arguments");
    }
    return List.copyOf(texts);
  }

  private static List<String> hosts(List<String> texts) throws BadValue {
    for (String text : texts) {
      if (!HOST.matcher(text).matches()) {
        throw new BadValue(
            "\"" + text + "\" is not a host; write a name or an address, without scheme and port");
      }
    }
    return List.copyOf(texts);
  }
}
