package io.registrysidecar.advisory.feed;

import io.registrysidecar.advisory.feed.Enrichment.Exploit;
import io.registrysidecar.advisory.feed.Enrichment.Exploited;
import io.registrysidecar.advisory.feed.Enrichment.State;
import io.registrysidecar.advisory.feed.Enrichment.States;
import io.registrysidecar.advisory.feed.Enrichment.Vectors;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a JSON object is no advisory but says more about known problems. */
final class EnrichmentReading {

  private static final int STATE_FIELDS = 3;

  private @Nullable List<String> vectors;
  private @Nullable List<State> states;
  private @Nullable List<Exploit> exploits;
  private @Nullable String severity;

  /** Reads a field that no advisory has; passes over what is none of ours either. */
  void field(String name, OsvFields fields) throws IOException, WrongType {
    switch (name) {
      case "v" -> vectors = fields.texts();
      case "sev" -> severity = fields.word();
      case "state" -> states = states(fields);
      case "vulnerabilities" -> exploits = exploits(fields);
      default -> fields.skip();
    }
  }

  /**
   * What the object is, or null when it is an advisory.
   *
   * @param id its identifier, or null when it has none
   */
  @Nullable Enrichment result(@Nullable String id) {
    if (exploits != null) {
      return new Exploited(exploits);
    }
    if (id == null || !id.startsWith("CVE-")) {
      return null;
    }
    if (states != null) {
      return new States(id, severity, states);
    }
    return vectors == null ? null : new Vectors(id, vectors);
  }

  private static List<State> states(OsvFields fields) throws IOException, WrongType {
    List<State> states = new ArrayList<>();
    fields.list(() -> {
      List<String> one = fields.texts();
      if (one.size() != STATE_FIELDS) {
        throw new WrongType("a state has not " + STATE_FIELDS + " fields");
      }
      states.add(new State(one.get(0), one.get(1), one.get(2)));
    });
    return states;
  }

  private static List<Exploit> exploits(OsvFields fields) throws IOException, WrongType {
    List<Exploit> exploits = new ArrayList<>();
    fields.list(() -> {
      ExploitReading one = new ExploitReading();
      fields.object(name -> one.field(name, fields));
      if (one.cve == null || one.added == null) {
        throw new WrongType("an exploited vulnerability has no cveID or no dateAdded");
      }
      exploits.add(new Exploit(one.cve, one.added, one.due, one.ransomware));
    });
    return exploits;
  }

  /** One entry while it is read. */
  private static final class ExploitReading {

    private @Nullable String cve;
    private @Nullable LocalDate added;
    private @Nullable LocalDate due;
    private boolean ransomware;

    void field(String name, OsvFields fields) throws IOException, WrongType {
      switch (name) {
        case "cveID" -> cve = fields.text();
        case "dateAdded" -> added = date(fields.word());
        case "dueDate" -> due = date(fields.word());
        case "knownRansomwareCampaignUse" -> ransomware = "Known".equals(fields.word());
        default -> fields.skip();
      }
    }

    private static @Nullable LocalDate date(@Nullable String text) {
      try {
        return text == null ? null : LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        return null;
      }
    }
  }
}
