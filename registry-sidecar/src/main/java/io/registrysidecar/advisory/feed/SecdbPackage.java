package io.registrysidecar.advisory.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registrysidecar.advisory.feed.SecdbProblems.Fix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One element of {@code packages} of a security database.
 *
 * <p>Whatever its shape, all of it is read, so that the next one can be.
 *
 * @param name the package, or null when it has none
 * @param fixes what was fixed in it
 * @param defects what of it could not be used
 */
record SecdbPackage(@Nullable String name, List<Fix> fixes, List<String> defects) {

  /** A version of a package, and what it says that it fixes. */
  private record Entry(String version, String problems) {}

  /** Reads the element that the parser stands at, whole. */
  static SecdbPackage read(JsonParser json) throws IOException {
    return new Reading(json).element();
  }

  /** Reads by the type of what is there. */
  private static final class Reading {

    private final JsonParser json;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> defects = new ArrayList<>();
    private @Nullable String name;

    Reading(JsonParser json) {
      this.json = json;
    }

    SecdbPackage element() throws IOException {
      boolean isPackage = false;
      if (json.currentToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          boolean isPkg = json.currentName().equals("pkg");
          if (json.nextToken() == JsonToken.START_OBJECT && isPkg) {
            isPackage = true;
            pkg();
          } else {
            json.skipChildren();
          }
        }
      } else {
        json.skipChildren();
      }
      List<Fix> fixes = new ArrayList<>();
      if (!isPackage) {
        defects.add("it has no object pkg");
      } else if (name == null || !SecdbProblems.isName(name)) {
        defects.add("its name is missing or no name");
        name = null;
      } else {
        for (Entry entry : entries) {
          add(name, entry, fixes);
        }
      }
      return new SecdbPackage(name, List.copyOf(fixes), List.copyOf(defects));
    }

    private void add(String of, Entry entry, List<Fix> fixes) {
      List<Fix> found = SecdbProblems.fixes(of, entry.version, entry.problems);
      fixes.addAll(found);
      if (found.isEmpty()) {
        defects.add("\"" + entry.problems + "\" in " + entry.version + " names no problem");
      }
    }

    private void pkg() throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("name") && value == JsonToken.VALUE_STRING) {
          name = json.getText();
        } else if (field.equals("secfixes") && value == JsonToken.START_OBJECT) {
          secfixes();
        } else {
          if (field.equals("secfixes") && value != JsonToken.VALUE_NULL) {
            defects.add("its secfixes are no object");
          }
          json.skipChildren();
        }
      }
    }

    /** By version; a version without problems is null or an empty list. */
    private void secfixes() throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String version = json.currentName();
        if (json.nextToken() == JsonToken.START_ARRAY && SecdbProblems.isName(version)) {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
              entries.add(new Entry(version, json.getText()));
            } else {
              defects.add("a problem of " + version + " is no text");
              json.skipChildren();
            }
          }
        } else {
          if (json.currentToken() != JsonToken.VALUE_NULL) {
            defects.add("what is fixed in one version is no list, or that is no version");
          }
          json.skipChildren();
        }
      }
    }
  }
}
