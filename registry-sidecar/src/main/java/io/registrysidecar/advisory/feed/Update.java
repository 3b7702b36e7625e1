package io.registrysidecar.advisory.feed;

import io.registrysidecar.advisory.feed.OsvRecord.Affected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An update of {@code updateinfo.xml} while it is read. */
final class Update implements AdvisoryXml.Reader {

  /** Whose texts matter. */
  private static final Set<String> TEXTS = Set.of("id", "title", "severity");

  private static final int MOST_PACKAGES = 100_000;
  private static final int LONGEST = 300;

  /** Sources are no packages that anybody installs. */
  private static final Set<String> SOURCES = Set.of("src", "nosrc");

  private @Nullable String id;
  private String type = "";
  private String title = "";
  private @Nullable String severity;
  private @Nullable Instant issued;
  private @Nullable Instant updated;
  private final TreeSet<String> cves = new TreeSet<>();
  private final TreeSet<String> streams = new TreeSet<>();
  private final Set<Built> packages = new LinkedHashSet<>();

  /** A package in the version that the update brings. */
  private record Built(String name, String evr, String release) {}

  @Override
  public void element(String name, UnaryOperator<@Nullable String> attributes) throws WrongType {
    switch (name) {
      case "update" -> type = orEmpty(attributes.apply("type"));
      case "issued" -> issued = AdvisoryWords.day(orEmpty(attributes.apply("date")));
      case "updated" -> updated = AdvisoryWords.day(orEmpty(attributes.apply("date")));
      case "reference" -> {
        AdvisoryWords.cves(orEmpty(attributes.apply("id")), cves);
        AdvisoryWords.cves(orEmpty(attributes.apply("title")), cves);
      }
      case "module" ->
          streams.add(
              orEmpty(attributes.apply("name")) + ":" + orEmpty(attributes.apply("stream")));
      case "package" -> built(attributes);
      default -> {
        // Says nothing about what is fixed.
      }
    }
  }

  @Override
  public boolean wants(String name, int depth) {
    return depth == 2 && TEXTS.contains(name);
  }

  @Override
  public void text(String name, String text) throws WrongType {
    switch (name) {
      case "id" -> id = RecordReading.valid(text);
      case "title" -> title = text;
      default -> severity = text;
    }
  }

  private void built(UnaryOperator<@Nullable String> attributes) throws WrongType {
    String name = orEmpty(attributes.apply("name"));
    String version = orEmpty(attributes.apply("version"));
    String release = orEmpty(attributes.apply("release"));
    String epoch = orEmpty(attributes.apply("epoch"));
    if (name.isEmpty() || version.isEmpty() || release.isEmpty()) {
      throw new WrongType("a package has no name, version or release");
    }
    if (name.length() + version.length() + release.length() + epoch.length() > LONGEST) {
      throw new WrongType("the name and version of a package are longer than " + LONGEST);
    }
    if (!SOURCES.contains(orEmpty(attributes.apply("arch")))) {
      String evr = (epoch.isEmpty() ? "0" : epoch) + ":" + version + "-" + release;
      packages.add(new Built(name, evr, release));
    }
    if (packages.size() > MOST_PACKAGES) {
      throw new WrongType("it has more than " + MOST_PACKAGES + " packages");
    }
  }

  /** Its identifier, or where it stands. */
  String idOr(String place) {
    return id == null ? place : id;
  }

  /**
   * The advisory that it is; null when it repairs no security problem.
   *
   * @throws WrongType if it has no identifier, or nothing tells which distribution it is for
   */
  @Nullable OsvRecord record() throws WrongType {
    if (id == null) {
      throw new WrongType("it has no id");
    }
    if (!type.equals("security")) {
      return null;
    }
    List<Affected> affected = new ArrayList<>();
    for (Built built : packages) {
      RpmReleases.ecosystem(id, built.release)
          .ifPresent(ecosystem -> affected.add(Affected.before(built.evr, ecosystem, built.name)));
    }
    if (affected.isEmpty() && !packages.isEmpty()) {
      throw new WrongType(
          "neither it nor its packages' releases tell which release of which distribution it is"
              + " for");
    }
    return new OsvRecord(
        id,
        issued,
        updated == null ? issued : updated,
        false,
        List.of(),
        List.copyOf(cves),
        List.of(),
        List.of(),
        severity,
        streams.isEmpty() ? title : title + " " + String.join(" ", streams),
        affected);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
