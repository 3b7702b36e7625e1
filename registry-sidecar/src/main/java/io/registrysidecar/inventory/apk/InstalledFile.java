package io.registrysidecar.inventory.apk;

import io.registrysidecar.inventory.AboutPackage;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.FileHash;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.OwnedFiles;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import io.registrysidecar.inventory.SourcePackage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code installed}: for each package lines of a letter, a colon and a value, then an
 * empty line. {@code F:} begins a directory of the package, {@code R:} is a file in it, {@code Z:}
 * after that the file's hash.
 */
final class InstalledFile {

  private static final String WANTED = "PVAoLmDp";

  /** Before a SHA-1 hash in Base64. */
  private static final String SHA1 = "Q1";

  /** Before a SHA-256 hash in Base64: what packages of apk 3 have. */
  private static final String SHA256 = "Q2";

  /** The name that a relation begins with. */
  private static final Pattern RELATION = Pattern.compile("[^!<>=~@][^<>=~@|]*");

  private InstalledFile() {}

  static void read(LineReader lines, EvidenceSink found) throws IOException {
    Map<Character, String> fields = new HashMap<>();
    Files files = new Files();
    int start = 1;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.isBlank()) {
        end(fields, files, start, found);
        files = new Files();
        start = lines.number() + 1;
      } else if (line.length() < 2 || line.charAt(1) != ':') {
        found.incomplete(
            "apk-package-broken", "line " + lines.number() + " is no field of a package");
      } else if (!files.take(line) && WANTED.indexOf(line.charAt(0)) >= 0) {
        fields.putIfAbsent(line.charAt(0), line.substring(2).strip());
      }
    }
    end(fields, files, start, found);
  }

  private static void end(
      Map<Character, String> fields, Files files, int line, EvidenceSink found) {
    if (fields.isEmpty()) {
      return;
    }
    String name = word(fields, 'P');
    String version = word(fields, 'V');
    if (name == null || version == null) {
      found.incomplete(
          "apk-package-broken",
          "the package at line "
              + line
              + " has no usable "
              + (name == null ? "name (P)" : "version (V)")
              + " and was left out");
    } else {
      String origin = word(fields, 'o');
      String license = fields.get('L');
      found.found(
          PackageFact.of("apk", null, name, version)
              .ofArchitecture(word(fields, 'A'))
              .builtFrom(new SourcePackage(origin == null ? name : origin, version))
              .maintainedBy(fields.get('m'))
              .licensed(license == null || license.isEmpty() ? List.of() : List.of(license))
              .with(
                  new Relations(
                      names(fields.get('D')).stream().map(List::of).toList(),
                      names(fields.get('p')))));
      found.about(AboutPackage.owning("apk", name, word(fields, 'A'), files.owned()));
    }
    fields.clear();
  }

  /** Names between spaces, without versions; what must not be there begins with {@code !}. */
  private static List<String> names(@Nullable String field) {
    if (field == null) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (String relation : field.split(" ", -1)) {
      Matcher name = RELATION.matcher(relation);
      if (name.lookingAt()) {
        names.add(name.group());
      }
    }
    return names;
  }

  private static @Nullable String word(Map<Character, String> fields, char letter) {
    String value = fields.get(letter);
    return value == null || value.isEmpty() || value.indexOf(' ') >= 0 ? null : value;
  }

  /** The files of one package. */
  private static final class Files {
    private final List<String> unhashed = new ArrayList<>();
    private OwnedFiles.@Nullable Builder owned;
    private String prefix = SHA1;
    private String directory = "";
    private @Nullable String file;

    /** Whether the line is about files. */
    boolean take(String line) {
      String value = line.substring(2).strip();
      switch (line.charAt(0)) {
        case 'F' -> {
          end(null);
          directory = value;
        }
        case 'R' -> {
          end(null);
          file = directory.isEmpty() ? value : directory + "/" + value;
        }
        case 'Z' -> end(value);
        default -> {
          return false;
        }
      }
      return true;
    }

    OwnedFiles owned() {
      end(null);
      return builder(SHA1).build();
    }

    /** The first hash decides of which kind a package's hashes are. */
    private OwnedFiles.Builder builder(String kind) {
      if (owned == null) {
        OwnedFiles.Builder fresh =
            new OwnedFiles.Builder(kind.equals(SHA256) ? FileHash.SHA256 : FileHash.SHA1);
        prefix = kind;
        unhashed.forEach(each -> fresh.addHashed(each, new byte[0]));
        owned = fresh;
        return fresh;
      }
      return owned;
    }

    private void end(@Nullable String hash) {
      if (file != null && hash == null && owned == null) {
        unhashed.add(file);
      } else if (file != null) {
        OwnedFiles.Builder files = builder(hash != null && hash.startsWith(SHA256) ? SHA256 : SHA1);
        files.addHashed(file, raw(hash));
      }
      file = null;
    }

    private byte[] raw(@Nullable String hash) {
      try {
        return hash == null || !hash.startsWith(prefix)
            ? new byte[0]
            : Base64.getDecoder().decode(hash.substring(prefix.length()));
      } catch (IllegalArgumentException e) {
        return new byte[0]; // a hash that is none tells as much as none
      }
    }
  }
}
