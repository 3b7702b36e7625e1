package io.registrysidecar.job;

import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import io.registrysidecar.job.Slots.Admission;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells db-scheduler which jobs are next: the most urgent first, repositories in turn, none for
 * which there is no place, none whose subject is being worked on, and no more than there are free
 * workers.
 */
final class TurnQuery extends SqliteJdbcCustomization {

  private static final String TURNS = "priority DESC, virtual_time, sequence";

  private final Slots slots;

  TurnQuery(Slots slots) {
    this.slots = slots;
  }

  @Override
  public String createSelectDueQuery(
      String table, int limit, String andCondition, boolean orderByPriority) {
    int free = Math.min(limit, slots.free());
    return "SELECT * FROM (SELECT *, row_number() OVER (ORDER BY "
        + TURNS
        + ") AS place FROM ("
        + most(table, andCondition, free)
        + ")) WHERE priority >= "
        + Priority.PUSH.rank()
        + " OR place <= "
        + slots.shared()
        + " ORDER BY place";
  }

  private String most(String table, String andCondition, int limit) {
    return "SELECT * FROM "
        + table
        + " WHERE picked = ? AND execution_time <= ? "
        + andCondition
        + exceptions()
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
        + " ORDER BY "
        + TURNS
        + " LIMIT "
        + limit;
  }

  private String exceptions() {
    return new TreeMap<>(slots.exceptions())
        .entrySet().stream()
            .map(exception -> " AND NOT (" + isRefused(exception) + ")")
            .collect(Collectors.joining());
  }

  private static String isRefused(Map.Entry<String, Admission> exception) {
    String ofRegistry = "registry = '" + exception.getKey().replace("'", "''") + "'";
    return exception.getValue() == Admission.NONE
        ? ofRegistry
        : ofRegistry + " AND priority < " + Priority.PUSH.rank();
  }
}
