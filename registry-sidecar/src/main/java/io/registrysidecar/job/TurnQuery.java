package io.registrysidecar.job;

import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import java.util.stream.Collectors;

/**
 * Tells db-scheduler which jobs are next: the most urgent first, repositories in turn, none whose
 * registry is busy, none whose subject is being worked on, and no more than there are free workers.
 */
final class TurnQuery extends SqliteJdbcCustomization {

  private final Slots slots;

  TurnQuery(Slots slots) {
    this.slots = slots;
  }

  @Override
  public String createSelectDueQuery(
      String table, int limit, String andCondition, boolean orderByPriority) {
    return "SELECT * FROM "
        + table
        + " WHERE picked = ? AND execution_time <= ? "
        + andCondition
        + exceptFullRegistries()
        + " AND NOT EXISTS (SELECT 1 FROM "
        + table
        + " AS other WHERE other.registry = "
        + table
        + ".registry AND other.repository = "
        + table
        + ".repository AND other.reference = "
        + table
        + ".reference AND other.kind = "
        + table
        + ".kind AND other.picked = TRUE)"
        + " ORDER BY priority DESC, virtual_time, sequence LIMIT "
        + Math.min(limit, slots.free());
  }

  private String exceptFullRegistries() {
    String names =
        slots.full().stream()
            .sorted()
            .map(name -> "'" + name.replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : " AND registry NOT IN (" + names + ")";
  }
}
