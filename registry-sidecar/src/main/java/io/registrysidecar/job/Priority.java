package io.registrysidecar.job;

import java.util.Arrays;

/** What goes first when there is more to do than can be done. */
public enum Priority {
  /** Found by reconciliation; nobody waits for it. */
  BACKFILL(0),
  /** The advisories have changed. */
  REEVALUATION(1),
  /** Somebody asked. */
  REQUEST(2),
  /** Somebody has just pushed. */
  PUSH(3);

  private final int rank;

  Priority(int rank) {
    this.rank = rank;
  }

  /** The number that rows are ordered by: 0 for the least urgent, one more for each step. */
  public int rank() {
    return rank;
  }

  /** The priority of a row; one that this program does not know counts as the least. */
  static Priority ofRank(int rank) {
    return Arrays.stream(values())
        .filter(priority -> priority.rank == rank)
        .findFirst()
        .orElse(BACKFILL);
  }
}
