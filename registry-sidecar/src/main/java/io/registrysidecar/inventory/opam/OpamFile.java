package io.registrysidecar.inventory.opam;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The licences and needs in an {@code opam} file (opam manual, "File format"). Of alternatives all
 * are named: only what is installed counts later. What only tests, documentation or developers need
 * is left out.
 *
 * @param licenses as stated
 * @param needs names of packages
 */
record OpamFile(List<String> licenses, List<String> needs) {

  private static final int MOST = 2000;
  private static final int LONGEST = 512;
  private static final Set<String> NOT_TO_RUN = Set.of("with-test", "with-doc", "with-dev-setup");

  /**
   * A text, the name of a field, a word, or anything else alone; comments begin with a number sign.
   */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"\"\"(?:[^\"]|\"(?!\"\"))*+\"\"\""
              + "|\"((?:[^\"\\\\]|\\\\.)*+)\""
              + "|([A-Za-z][\\w-]*+)(:?)"
              + "|#[^\\n]*+"
              + "|\\S",
          Pattern.DOTALL);

  /** Copies the lists. */
  OpamFile {
    licenses = List.copyOf(licenses);
    needs = List.copyOf(needs);
  }

  static OpamFile read(String text) {
    List<String> licenses = new ArrayList<>();
    Set<String> needs = new LinkedHashSet<>();
    String field = "";
    int braces = 0;
    String last = "";
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      String string = token.group(1);
      String word = token.group(2);
      if (word != null && braces == 0) {
        field = token.group(3).isEmpty() ? "" : word;
      } else if (word != null && field.equals("depends") && NOT_TO_RUN.contains(word)) {
        needs.remove(last);
      } else if (string != null && braces == 0 && string.length() <= LONGEST) {
        if (field.equals("license") && licenses.size() < MOST && !string.isBlank()) {
          licenses.add(string.strip());
        } else if (field.equals("depends") && needs.size() < MOST) {
          needs.add(string);
          last = string;
        }
      } else if (token.group().equals("{")) {
        braces++;
      } else if (token.group().equals("}")) {
        braces = Math.max(0, braces - 1);
      }
    }
    return new OpamFile(licenses, List.copyOf(needs));
  }
}
