package io.registrysidecar.inventory.os;

import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** os-release(5): assignments as a shell would read them. */
final class OsRelease {

  private static final Set<String> KEYS =
      Set.of("ID", "ID_LIKE", "VERSION_ID", "VERSION_CODENAME", "PRETTY_NAME", "NAME");
  private static final int LONGEST_VALUE = 256;

  /** How Debian names testing and unstable, which have neither version nor (formerly) code name. */
  private static final Pattern DEBIAN_UNSTABLE = Pattern.compile(" ([a-z]+)/sid$");

  private OsRelease() {}

  static Distribution read(LineReader lines) throws IOException, MalformedEvidence {
    Map<String, String> values = new HashMap<>();
    for (String line = lines.next(); line != null; line = lines.next()) {
      int equals = line.indexOf('=');
      String key = equals < 0 ? "" : line.substring(0, equals).strip();
      if (KEYS.contains(key)) {
        values.put(key, unquote(line.substring(equals + 1).strip()));
      }
    }
    String id = value(values, "ID");
    if (id == null) {
      throw new MalformedEvidence("it has no ID");
    }
    String pretty = value(values, "PRETTY_NAME");
    String name = value(values, "NAME");
    String like = value(values, "ID_LIKE");
    return new Distribution(
        id.toLowerCase(Locale.ROOT),
        value(values, "VERSION_ID"),
        codename(values),
        pretty != null ? pretty : name != null ? name : id,
        like == null ? List.of() : List.of(like.split("\\s+")));
  }

  private static @Nullable String codename(Map<String, String> values) {
    String codename = value(values, "VERSION_CODENAME");
    String pretty = value(values, "PRETTY_NAME");
    if (codename != null || pretty == null) {
      return codename;
    }
    Matcher unstable = DEBIAN_UNSTABLE.matcher(pretty);
    return unstable.find() ? unstable.group(1) : null;
  }

  private static @Nullable String value(Map<String, String> values, String key) {
    String value = values.get(key);
    return value == null || value.isBlank() || value.length() > LONGEST_VALUE
        ? null
        : value.strip();
  }

  /** Takes away quotes and the backslashes before what a shell would expand. */
  private static String unquote(String text) {
    if (text.length() < 2 || text.charAt(0) != text.charAt(text.length() - 1)) {
      return text;
    }
    String inner = text.substring(1, text.length() - 1);
    return switch (text.charAt(0)) {
      case '\'' -> inner;
      case '"' -> inner.replaceAll("\\\\([\"$`\\\\])", "$1");
      default -> text;
    };
  }
}
