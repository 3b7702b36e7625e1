package io.registrysidecar.api;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which paths a route is for. A parameter in braces stands for one path segment, but {@code {name}}
 * stands for the name of a repository, which may have slashes in it.
 */
final class PathPattern {

  private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

  private final String template;
  private final Pattern pattern;
  private final Set<String> parameters = new LinkedHashSet<>();

  PathPattern(String template) {
    this.template = template;
    StringBuilder regex = new StringBuilder();
    Matcher matcher = PARAMETER.matcher(template);
    int end = 0;
    while (matcher.find()) {
      String name = matcher.group(1);
      parameters.add(name);
      regex
          .append(Pattern.quote(template.substring(end, matcher.start())))
          .append("(?<")
          .append(name)
          .append(name.equals("name") ? ">[^@]++)" : ">[^/]++)");
      end = matcher.end();
    }
    regex.append(Pattern.quote(template.substring(end)));
    this.pattern = Pattern.compile(regex.toString());
  }

  /** The values of the parameters, when {@code path} is one of these paths. */
  Optional<Map<String, String>> match(String path) {
    Matcher matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    parameters.forEach(name -> values.put(name, matcher.group(name)));
    return Optional.of(values);
  }

  /** As the OpenAPI description writes it. */
  @Override
  public String toString() {
    return template;
  }
}
