package io.registrysidecar.store.jdbc;

import io.registrysidecar.store.ComponentFinding;
import io.registrysidecar.store.FindingStore;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.Page;
import io.registrysidecar.store.PageRequest;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Findings in SQL. */
final class JdbcFindingStore implements FindingStore {

  /** Between the aliases in their column; cannot be in any of them. */
  private static final String SEPARATOR = "\n";

  /** How many are looked up by one statement. */
  private static final int AT_ONCE = 256;

  private static final String JUDGED =
      "SELECT id FROM component WHERE id IN (?"
          + ", ?".repeat(AT_ONCE - 1)
          + ") AND matched_with = ?";

  private final Database database;

  JdbcFindingStore(Database database) {
    this.database = database;
  }

  @Override
  public Set<Long> replace(Map<Long, List<ComponentFinding>> findings, String advisoryVersion) {
    return database.write(
        "store findings",
        session -> {
          Set<Long> changed = new HashSet<>();
          for (Map.Entry<Long, List<ComponentFinding>> entry : findings.entrySet()) {
            long component = entry.getKey();
            List<ComponentFinding> wanted =
                entry.getValue().stream()
                    .sorted(Comparator.comparing(ComponentFinding::id))
                    .toList();
            if (!wanted.equals(of(session, component))) {
              write(session, component, wanted);
              changed.add(component);
            }
            session.update(
                "UPDATE component SET matched_with = ? WHERE id = ?", advisoryVersion, component);
          }
          return Set.copyOf(changed);
        });
  }

  private static void write(Session session, long component, List<ComponentFinding> findings)
      throws SQLException {
    session.update("DELETE FROM finding WHERE component_id = ?", component);
    session.update("DELETE FROM finding_name WHERE component_id = ?", component);
    session.updateEach(
        """
        INSERT INTO finding (component_id, id, aliases, severity, status, fixed, detail)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        findings.stream()
            .map(f ->
                new @Nullable Object[] {
                  component,
                  f.id(),
                  String.join(SEPARATOR, f.aliases()),
                  f.severity(),
                  f.status(),
                  f.fixed(),
                  f.detail()
                })
            .toList());
    session.updateEach(
        "INSERT INTO finding_name (name, component_id) VALUES (?, ?)",
        findings.stream()
            .flatMap(f -> Stream.concat(Stream.of(f.id()), f.aliases().stream()))
            .distinct()
            .map(name -> new @Nullable Object[] {name, component})
            .toList());
  }

  @Override
  public Map<Long, List<ComponentFinding>> of(Collection<Long> components, String advisoryVersion) {
    return database.read(
        "read findings",
        session -> {
          Map<Long, List<ComponentFinding>> found = new HashMap<>();
          for (long component : components) {
            if (session.any(
                "SELECT 1 FROM component WHERE id = ? AND matched_with = ?",
                component,
                advisoryVersion)) {
              found.put(component, of(session, component));
            }
          }
          return Map.copyOf(found);
        });
  }

  @Override
  public Set<Long> judged(Collection<Long> components, String advisoryVersion) {
    List<Long> all = List.copyOf(components);
    return database.read(
        "find components that were matched",
        session -> {
          Set<Long> judged = new HashSet<>();
          for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<Long> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
            @Nullable Object[] parameters = new @Nullable Object[AT_ONCE + 1];
            // Places that are not needed repeat the last one, so that there is only one statement.
            Arrays.setAll(parameters, i -> some.get(Math.min(i, some.size() - 1)));
            parameters[AT_ONCE] = advisoryVersion;
            judged.addAll(session.list(JUDGED, row -> row.number("id"), parameters));
          }
          return Set.copyOf(judged);
        });
  }

  private static List<ComponentFinding> of(Session session, long component) throws SQLException {
    return session.list(
        "SELECT * FROM finding WHERE component_id = ? ORDER BY id",
        JdbcFindingStore::finding,
        component);
  }

  @Override
  public Page<ImageKey> imagesAffectedBy(String idOrAlias, PageRequest page) {
    return database.read(
        "find the images that a finding affects",
        session ->
            new Listing("SELECT id, registry, repository, digest FROM image")
                .where(
                    """
                    id IN (SELECT image_id FROM image_component
                    JOIN finding_name ON finding_name.component_id = image_component.component_id
                    WHERE finding_name.name = ?)\
                    """,
                    idOrAlias)
                .where("deleted_at IS NULL")
                .ascending(session, "id", page, ImageRows::key));
  }

  private static ComponentFinding finding(Row row) throws SQLException {
    String aliases = row.text("aliases");
    return new ComponentFinding(
        row.text("id"),
        aliases.isEmpty() ? List.of() : List.of(aliases.split(SEPARATOR)),
        row.text("severity"),
        row.text("status"),
        row.textOrNull("fixed"),
        row.text("detail"));
  }
}
