package io.registrysidecar.inventory.conan;

import io.registrysidecar.inventory.LineReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code conanfile.py} says of its package where it is a plain text: an attribute of the
 * class, one or more texts in quotes on a line. What is computed is not known.
 *
 * @param name the package's name, or null
 * @param licenses its licences
 */
record Recipe(@Nullable String name, List<String> licenses) {

  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\s{1,16}(name|license)\\s{0,8}=\\s{0,8}([\\[(\"'].{0,2048})");

  private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\]{1,256})\"|'([^'\\\\]{1,256})'");

  /** Copies the list. */
  Recipe {
    licenses = List.copyOf(licenses);
  }

  /** The first of each counts: what follows belongs to other classes. */
  static Recipe read(LineReader lines) throws IOException {
    String name = null;
    List<String> licenses = List.of();
    for (String line = lines.next(); line != null; line = lines.next()) {
      Matcher attribute = ATTRIBUTE.matcher(line);
      if (attribute.matches()) {
        List<String> texts = texts(attribute.group(2));
        if (attribute.group(1).equals("license")) {
          licenses = licenses.isEmpty() ? texts : licenses;
        } else if (name == null && texts.size() == 1) {
          name = texts.getFirst();
        }
      }
    }
    return new Recipe(name, licenses);
  }

  private static List<String> texts(String value) {
    List<String> texts = new ArrayList<>();
    int comment = value.indexOf(" #");
    Matcher text = TEXT.matcher(comment < 0 ? value : value.substring(0, comment));
    while (text.find()) {
      texts.add(text.group(1) == null ? text.group(2) : text.group(1));
    }
    return texts;
  }
}
