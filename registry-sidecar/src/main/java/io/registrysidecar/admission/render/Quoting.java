package io.registrysidecar.admission.render;

/** How a value is written so that whoever reads the text gets exactly that value. */
enum Quoting {
  /**
   * A string of JSON, in ASCII. YAML (1.2, §7.3.1) and Rego read the same string, and it fits into
   * one line of a literal block.
   */
  JSON {
    @Override
    String quote(String value) {
      StringBuilder quoted = new StringBuilder("\"");
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c == '"' || c == '\\') {
          quoted.append('\\').append(c);
        } else if (c < ' ' || c > '~') {
          quoted.append("\\u%04x".formatted((int) c));
        } else {
          quoted.append(c);
        }
      }
      return quoted.append('"').toString();
    }
  },

  /** One word of the POSIX shell (XCU §2.2.2). */
  SHELL {
    @Override
    String quote(String value) {
      return "'" + value.replace("'", "'\\''") + "'";
    }
  };

  abstract String quote(String value);
}
