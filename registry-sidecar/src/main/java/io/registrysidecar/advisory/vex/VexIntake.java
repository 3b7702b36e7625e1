package io.registrysidecar.advisory.vex;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.image.CoverageNote;
import java.util.ArrayList;
import java.util.List;

/** Takes statements one by one: what is wrong with one becomes a note and hides no other. */
final class VexIntake {

  /** Code of the notes about statements that cannot be used. */
  static final String UNUSABLE = "vex-unusable";

  private static final int MOST_STATEMENTS = 50_000;
  private static final int MOST_NOTES = 100;

  private final VexOrigin origin;
  private final List<VexStatement> statements = new ArrayList<>();
  private final List<CoverageNote> notes = new ArrayList<>();
  private int unnoted;

  VexIntake(VexOrigin origin) {
    this.origin = origin;
  }

  VexOrigin origin() {
    return origin;
  }

  /** Reads each element of a list that the document has to have. */
  void each(JsonNode root, String name, Reading reading) throws MalformedVex {
    JsonNode array = root.path(name);
    if (!array.isArray()) {
      throw new MalformedVex("it has no list of " + name);
    }
    int place = 0;
    for (JsonNode each : array) {
      attempt(name + "[" + place + "]", () -> reading.of(each));
      place++;
    }
  }

  /** Reads something whose defects are its own. */
  void attempt(String place, Attempt attempt) {
    try {
      attempt.run();
    } catch (MalformedVex e) {
      note(place + ": " + e.reason());
    }
  }

  void add(VexStatement statement) throws MalformedVex {
    if (statements.size() == MOST_STATEMENTS) {
      throw new MalformedVex("more than " + MOST_STATEMENTS + " statements are not read");
    }
    statements.add(statement);
  }

  VexDocument document() {
    if (unnoted > 0) {
      notes.add(note(origin, unnoted + " more statements cannot be used"));
    }
    return new VexDocument(statements, notes);
  }

  private void note(String what) {
    if (notes.size() < MOST_NOTES) {
      notes.add(note(origin, what));
    } else {
      unnoted++;
    }
  }

  private static CoverageNote note(VexOrigin origin, String what) {
    return CoverageNote.of(UNUSABLE, "A statement was not used: " + origin + ": " + what);
  }

  @FunctionalInterface
  interface Reading {
    void of(JsonNode node) throws MalformedVex;
  }

  @FunctionalInterface
  interface Attempt {
    void run() throws MalformedVex;
  }
}
