package io.registrysidecar.advisory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes OSV records for tests: {@code osv("GHSA-1").affects("npm",
 * "lodash").from("0").fixedIn("4.17.21")}. What follows {@code affects} is about that package.
 */
public final class Osv {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode record = JSON.createObjectNode();
  private ObjectNode affected = record;
  private ArrayNode events = JSON.createArrayNode();

  private Osv(String id) {
    record.put("id", id).put("modified", "2026-01-01T00:00:00Z");
  }

  /** A record that affects nothing yet. */
  public static Osv osv(String id) {
    return new Osv(id);
  }

  public Osv modified(String date) {
    record.put("modified", date);
    return this;
  }

  public Osv published(String date) {
    record.put("published", date);
    return this;
  }

  public Osv withdrawn() {
    record.put("withdrawn", "2026-01-02T00:00:00Z");
    return this;
  }

  public Osv aliases(String... ids) {
    return list(record, "aliases", ids);
  }

  public Osv upstream(String... ids) {
    return list(record, "upstream", ids);
  }

  public Osv related(String... ids) {
    return list(record, "related", ids);
  }

  /** A rating of the package that was named last, else of the record. */
  public Osv rated(String type, String score) {
    affected.withArray("severity").addObject().put("type", type).put("score", score);
    return this;
  }

  /** The publisher's own word for the record. */
  public Osv word(String severity) {
    record.withObject("database_specific").put("severity", severity);
    return this;
  }

  public Osv summary(String headline) {
    record.put("summary", headline);
    return this;
  }

  /** A package that SUSE builds from the one named last, and its fixed version. */
  public Osv binary(String name, String version) {
    ArrayNode binaries = affected.withObject("ecosystem_specific").withArray("binaries");
    (binaries.isEmpty() ? binaries.addObject() : (ObjectNode) binaries.get(0)).put(name, version);
    return this;
  }

  public Osv affects(String ecosystem, String name) {
    affected = record.withArray("affected").addObject();
    affected.putObject("package").put("ecosystem", ecosystem).put("name", name);
    return this;
  }

  /** Begins a range. */
  public Osv from(String introduced) {
    events = affected.withArray("ranges").addObject().put("type", "ECOSYSTEM").putArray("events");
    return event("introduced", introduced);
  }

  /** Goes on in the same range. */
  public Osv andFrom(String introduced) {
    return event("introduced", introduced);
  }

  public Osv fixedIn(String version) {
    return event("fixed", version);
  }

  public Osv upTo(String lastAffected) {
    return event("last_affected", lastAffected);
  }

  public Osv versions(String... versions) {
    return list(affected, "versions", versions);
  }

  /** A field that the ecosystem defines, such as Debian's urgency. */
  public Osv ecosystemSpecific(String name, String value) {
    affected.withObject("ecosystem_specific").put(name, value);
    return this;
  }

  /** The operating systems that a crate is only wrong on. */
  public Osv onlyOn(String... systems) {
    return list(affected.withObject("ecosystem_specific").withObject("affects"), "os", systems);
  }

  /** The processor architectures that a crate is only wrong on. */
  public Osv onlyFor(String... architectures) {
    return list(
        affected.withObject("ecosystem_specific").withObject("affects"), "arch", architectures);
  }

  /** A package of a Go module, with the systems and architectures that it is only wrong on. */
  public Osv imported(String path, List<String> systems, List<String> architectures) {
    ObjectNode one =
        affected
            .withObject("ecosystem_specific")
            .withArray("imports")
            .addObject()
            .put("path", path);
    systems.forEach(one.withArray("goos")::add);
    architectures.forEach(one.withArray("goarch")::add);
    return this;
  }

  /** A range under Go's {@code custom_ranges}. */
  public Osv customRange(String introduced, String fixed) {
    ArrayNode custom =
        affected
            .withObject("ecosystem_specific")
            .withArray("custom_ranges")
            .addObject()
            .put("type", "ECOSYSTEM")
            .putArray("events");
    custom.addObject().put("introduced", introduced);
    custom.addObject().put("fixed", fixed);
    return this;
  }

  /** A field that the publisher defines, about the package. */
  public Osv databaseSpecific(String name, String value) {
    affected.withObject("database_specific").put(name, value);
    return this;
  }

  public String json() {
    return record.toString();
  }

  public byte[] bytes() {
    return json().getBytes(StandardCharsets.UTF_8);
  }

  /** One record a line. */
  public static byte[] lines(List<Osv> records) {
    return records.stream()
        .map(Osv::json)
        .collect(Collectors.joining("\n", "", "\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private Osv event(String kind, String version) {
    events.addObject().put(kind, version);
    return this;
  }

  private Osv list(ObjectNode node, String name, String... values) {
    ArrayNode array = node.putArray(name);
    for (String value : values) {
      array.add(value);
    }
    return this;
  }
}
