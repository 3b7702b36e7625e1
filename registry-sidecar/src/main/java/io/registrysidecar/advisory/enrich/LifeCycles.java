package io.registrysidecar.advisory.enrich;

import io.registrysidecar.advisory.LifeCycle;
import io.registrysidecar.advisory.feed.Enrichment;
import io.registrysidecar.advisory.feed.FeedLimits;
import io.registrysidecar.advisory.feed.MalformedRecord;
import io.registrysidecar.advisory.feed.OsvFeed;
import io.registrysidecar.advisory.feed.OsvRecord;
import io.registrysidecar.advisory.feed.RawRecord;
import io.registrysidecar.advisory.feed.RecordSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long releases are looked after: the table {@code end-of-life.csv} that ships with the
 * program, and over it whatever newer table was imported.
 */
public final class LifeCycles {

  private static final String TABLE = "end-of-life.csv";

  private static final LifeCycles BUILT_IN = new LifeCycles(table());

  private final Map<String, Map<String, LifeCycle>> releases = new HashMap<>();

  private LifeCycles(Collection<LifeCycle> cycles) {
    cycles.forEach(this::put);
  }

  /** The table that ships with the program. */
  public static LifeCycles builtIn() {
    return BUILT_IN;
  }

  /** This table with {@code newer} rows in place of those about the same release. */
  public LifeCycles with(List<LifeCycle> newer) {
    if (newer.isEmpty()) {
      return this;
    }
    LifeCycles both = new LifeCycles(rows());
    newer.forEach(both::put);
    return both;
  }

  /** What the table says of a version: the longest release that it belongs to. */
  public Optional<LifeCycle> of(String product, String version) {
    Map<String, LifeCycle> of = releases.getOrDefault(product, Map.of());
    for (int end = version.length(); end > 0; end--) {
      LifeCycle cycle = of.get(version.substring(0, end));
      if (cycle != null && isWhole(version, end)) {
        return Optional.of(cycle);
      }
    }
    return Optional.empty();
  }

  /** Every row, in no order. */
  public List<LifeCycle> rows() {
    return releases.values().stream().flatMap(of -> of.values().stream()).toList();
  }

  /** Whether a number ends at {@code end}: {@code 2} is no part of {@code 2023}. */
  private static boolean isWhole(String version, int end) {
    return end == version.length() || !Character.isLetterOrDigit(version.charAt(end));
  }

  private void put(LifeCycle cycle) {
    releases.computeIfAbsent(cycle.product(), any -> new HashMap<>()).put(cycle.release(), cycle);
  }

  private static List<LifeCycle> table() {
    try (InputStream in = LifeCycles.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException(TABLE + " is missing beside LifeCycles.class");
      }
      Rows rows = new Rows();
      new OsvFeed(FeedLimits.DEFAULT).read(TABLE, in, rows);
      return Collections.unmodifiableList(rows.found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the rows of our own table, which are all well formed. */
  private static final class Rows implements RecordSink {

    private final List<LifeCycle> found = new ArrayList<>();

    @Override
    public void enrichment(Enrichment entry) {
      if (entry instanceof Enrichment.Release(LifeCycle cycle)) {
        found.add(cycle);
      }
    }

    @Override
    public void rejected(MalformedRecord record) {
      throw new IllegalStateException(record.id() + ": " + record.reason(), record);
    }

    @Override
    public void record(RawRecord record) {
      throw new IllegalStateException("no row: " + record.place());
    }

    @Override
    public void advisory(OsvRecord record) {
      throw new IllegalStateException("no row: " + record.id());
    }

    @Override
    public void fileDone(String name) {}
  }
}
