package io.registrysidecar.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What licences are called where nobody asked for SPDX: by Python's classifiers, Maven's projects,
 * Debian's copyright files, and rpm packages of former days. A bounded table; whatever is not in it
 * stays as it was stated. A name that could mean several licences ({@code BSD}, {@code GPL}) is not
 * in it.
 */
public final class LicenseNames {

  private static final int LONGEST = 1000;
  private static final int LONGEST_REMEMBERED = 100;

  private static final Pattern SCHEME = Pattern.compile("^https?://(www\\.)?");
  private static final Pattern PUNCTUATION = Pattern.compile("[^a-z0-9.+]+");
  private static final Pattern FRAME = Pattern.compile("^the | licen[cs]e$|^ | $");

  /** Lower case, without punctuation that varies. */
  private static final Map<String, String> NAMES = names();

  /** {@code GPL-2+}, {@code LGPLv2.1}, {@code GPLv3+}, {@code AGPL-3}. */
  private static final Pattern GNU =
      Pattern.compile("(?i)(A|L)?GPL[- ]?v?([123](?:\\.[01])?)(\\.0)?(\\+)?");

  private static final Pattern WORD =
      Pattern.compile("(?i)\\s+(and|or|with)\\s+|\\s*(,)\\s+(?:and\\s+)?|\\s*(&)\\s*|([()])");

  /** What was asked for before: of thousands of components, most state one of a few licences. */
  private static final Cache<String, Optional<String>> MEANT =
      Caffeine.newBuilder().maximumSize(1000).build();

  private static final Cache<String, Optional<String>> EXPRESSIONS =
      Caffeine.newBuilder().maximumSize(1000).build();

  private LicenseNames() {}

  /** The SPDX identifier that {@code stated} is or means. */
  static Optional<String> identifier(String stated) {
    Optional<String> listed = LicenseTerms.identifier(stated);
    return listed.isPresent() ? listed : meant(stated).flatMap(LicenseTerms::identifier);
  }

  /** The SPDX expression that {@code stated} is or means, each licence as the list spells it. */
  public static Optional<String> expression(String stated) {
    return stated.length() > LONGEST_REMEMBERED
        ? read(stated)
        : EXPRESSIONS.get(stated, LicenseNames::read);
  }

  private static Optional<String> read(String stated) {
    Optional<String> valid = LicenseTerms.expression(stated);
    if (valid.isPresent() || stated.length() > LONGEST) {
      return valid;
    }
    Optional<String> whole = meant(stated);
    return whole.isPresent() ? whole : LicenseTerms.expression(translated(stated));
  }

  /** Each name between operators as SPDX calls it. */
  private static String translated(String stated) {
    StringBuilder expression = new StringBuilder();
    Matcher word = WORD.matcher(stated);
    int start = 0;
    while (word.find()) {
      append(stated.substring(start, word.start()), expression);
      String operator = word.group(1);
      if (operator != null) {
        expression.append(' ').append(operator.toUpperCase(Locale.ROOT)).append(' ');
      } else if (word.group(2) != null || word.group().strip().equals("&")) {
        expression.append(" AND ");
      } else {
        expression.append(word.group().strip());
      }
      start = word.end();
    }
    append(stated.substring(start), expression);
    return expression.toString();
  }

  private static void append(String name, StringBuilder expression) {
    if (!name.isBlank()) {
      expression.append(meant(name.strip()).orElse(name.strip()));
    }
  }

  private static Optional<String> meant(String name) {
    return name.length() > LONGEST_REMEMBERED
        ? lookedUp(name)
        : MEANT.get(name, LicenseNames::lookedUp);
  }

  private static Optional<String> lookedUp(String name) {
    Matcher gnu = GNU.matcher(name.strip());
    if (gnu.matches()) {
      String family = gnu.group(1) == null ? "" : gnu.group(1).toUpperCase(Locale.ROOT);
      String version = gnu.group(2).contains(".") ? gnu.group(2) : gnu.group(2) + ".0";
      return LicenseTerms.identifier(
          family + "GPL-" + version + (gnu.group(4) == null ? "-only" : "-or-later"));
    }
    return Optional.ofNullable(NAMES.get(plain(name)));
  }

  private static String plain(String name) {
    String bare = SCHEME.matcher(name.toLowerCase(Locale.ROOT)).replaceFirst("");
    String words = PUNCTUATION.matcher(bare).replaceAll(" ");
    return FRAME.matcher(words).replaceAll("").strip();
  }

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    put(
        names,
        "MIT",
        "mit",
        "mit x11",
        "expat",
        "mit expat",
        "mit style",
        "the mit",
        "opensource.org licenses mit",
        "opensource.org licenses mit license.php");
    put(
        names,
        "Apache-2.0",
        "apache 2.0",
        "apache 2",
        "apache license 2.0",
        "asl 2.0",
        "apache license version 2.0",
        "apache software license version 2.0",
        "apache v2",
        "apache license v2.0",
        "apache license 2",
        "apache software license 2.0",
        "apache 2.0 license",
        "apache.org licenses license 2.0",
        "apache.org licenses license 2.0.txt",
        "apache.org licenses license 2.0.html",
        "opensource.org licenses apache 2.0",
        "repository.jboss.org licenses apache 2.0.txt");
    put(
        names,
        "BSD-2-Clause",
        "bsd 2 clause",
        "simplified bsd",
        "bsd 2",
        "freebsd",
        "bsd 2 clause simplified");
    put(
        names,
        "BSD-3-Clause",
        "bsd 3 clause",
        "new bsd",
        "modified bsd",
        "bsd 3",
        "revised bsd",
        "3 clause bsd",
        "bsd 3 clause new or revised",
        "edl 1.0",
        "eclipse distribution license v 1.0",
        "eclipse distribution license v. 1.0",
        "eclipse.org org documents edl v10.php",
        "eclipse.org org documents edl v10.html",
        "opensource.org licenses bsd 3 clause");
    put(names, "ISC", "isc", "iscl", "isc license iscl");
    put(
        names,
        "MPL-2.0",
        "mpl 2.0",
        "mozilla public license 2.0",
        "mpl v2.0",
        "mplv2.0",
        "mozilla public license 2.0 mpl 2.0",
        "mozilla public license version 2.0");
    put(names, "MPL-1.1", "mpl 1.1", "mplv1.1", "mozilla public license version 1.1");
    put(
        names,
        "EPL-1.0",
        "epl 1.0",
        "eclipse public license 1.0",
        "eclipse public license v1.0",
        "eclipse public license v 1.0",
        "eclipse.org legal epl v10.html");
    put(
        names,
        "EPL-2.0",
        "epl 2.0",
        "eclipse public license 2.0",
        "eclipse public license v2.0",
        "eclipse public license v 2.0",
        "eclipse public license v. 2.0",
        "eclipse.org legal epl 2.0",
        "eclipse.org legal epl v20.html");
    put(names, "CDDL-1.0", "cddl 1.0", "cddl", "common development and distribution license 1.0");
    put(names, "CDDL-1.1", "cddl 1.1");
    put(
        names,
        "CC0-1.0",
        "cc0",
        "cc0 1.0",
        "cc0 1.0 universal",
        "public domain per creative commons cc0");
    put(names, "PSF-2.0", "psf", "python software foundation", "psfl");
    put(names, "Python-2.0", "python 2.0");
    put(names, "Unlicense", "unlicense", "unlicense unlicense");
    put(names, "Zlib", "zlib", "zlib libpng");
    put(names, "WTFPL", "wtfpl", "do what the f ck you want to public");
    put(
        names,
        "BSL-1.0",
        "bsl 1.0",
        "boost software license 1.0",
        "boost",
        "boost software license 1.0 bsl 1.0");
    put(names, "Artistic-2.0", "artistic 2.0", "artistic license 2.0");
    put(names, "Artistic-1.0", "artistic 1.0");
    put(
        names,
        "GPL-2.0-only",
        "gpl v2",
        "gnu general public license v2",
        "gnu general public license v2 gplv2",
        "gnu general public license version 2");
    put(names, "GPL-2.0-or-later", "gnu general public license v2 or later gplv2+");
    put(
        names,
        "GPL-3.0-only",
        "gpl v3",
        "gnu general public license v3",
        "gnu general public license v3 gplv3");
    put(names, "GPL-3.0-or-later", "gnu general public license v3 or later gplv3+");
    put(names, "LGPL-2.1-only", "lgpl v2.1", "gnu lesser general public license version 2.1");
    put(names, "LGPL-2.0-or-later", "gnu lesser general public license v2 or later lgplv2+");
    put(names, "LGPL-3.0-only", "gnu lesser general public license v3 lgplv3");
    put(names, "LGPL-3.0-or-later", "gnu lesser general public license v3 or later lgplv3+");
    put(names, "AGPL-3.0-only", "gnu affero general public license v3", "agplv3");
    put(names, "AGPL-3.0-or-later", "gnu affero general public license v3 or later agplv3+");
    put(names, "Ruby", "ruby", "ruby s");
    put(names, "OFL-1.1", "ofl", "ofl 1.1", "sil open font license 1.1 ofl 1.1");
    put(names, "X11", "x11");
    put(names, "curl", "curl");
    put(names, "OpenSSL", "openssl");
    put(names, "blessing", "sqlite blessing");
    return Map.copyOf(names);
  }

  private static void put(Map<String, String> names, String identifier, String... stated) {
    for (String each : stated) {
      names.put(plain(each), identifier);
    }
  }
}
