package io.registrysidecar.advisory.feed;

import io.registrysidecar.advisory.LifeCycle;
import io.registrysidecar.advisory.feed.Enrichment.Likelihood;
import io.registrysidecar.inventory.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables: FIRST's EPSS scores ({@code cve,epss,percentile}, with {@code date} as a fourth
 * column or in a comment before), and ends of life ({@code product,release,released,end,source}).
 * The line of column names tells which. Other tables, such as the indexes of OSV's bucket, are
 * passed over.
 */
final class CsvFile {

  private static final String EPSS = "cve,epss,percentile";
  private static final String LIFE_CYCLES = "product,release,released,end,source";
  private static final Pattern DAY = Pattern.compile("score_date:(\\d{4}-\\d{2}-\\d{2})");
  private static final Pattern CVE = Pattern.compile("CVE-[0-9]{4}-[0-9]{4,19}");
  private static final int LONGEST = 200;

  private final String name;
  private final RecordSink sink;
  private @Nullable LocalDate day;

  private CsvFile(String name, RecordSink sink) {
    this.name = name;
    this.sink = sink;
  }

  /** Reads a file; a line that is none of its table is rejected by itself. */
  static void read(String name, InputStream in, RecordSink sink) throws IOException {
    new CsvFile(name, sink).read(new LineReader(in));
  }

  private void read(LineReader lines) throws IOException {
    String columns = null;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.startsWith("#")) {
        Matcher comment = DAY.matcher(line);
        day = comment.find() ? LocalDate.parse(comment.group(1)) : day;
      } else if (columns == null) {
        columns = line.strip();
        if (!columns.startsWith(EPSS) && !columns.equals(LIFE_CYCLES)) {
          return;
        }
      } else if (!line.isBlank()) {
        line(columns, line, lines.number());
      }
    }
  }

  private void line(String columns, String line, int number) throws IOException {
    String[] fields = line.length() > LONGEST ? new String[0] : line.split(",", -1);
    try {
      sink.enrichment(columns.equals(LIFE_CYCLES) ? lifeCycle(fields) : likelihood(fields));
    } catch (DateTimeException | NumberFormatException | WrongType e) {
      sink.rejected(
          new MalformedRecord(
              name + " line " + number, "it is no row of " + columns + ": " + e.getMessage()));
    }
  }

  private Likelihood likelihood(String[] fields) throws WrongType {
    if (fields.length < 3 || !CVE.matcher(fields[0]).matches()) {
      throw new WrongType("it has no CVE and two numbers");
    }
    LocalDate of = fields.length > 3 ? LocalDate.parse(fields[3]) : day;
    if (of == null) {
      throw new WrongType("nothing says of which day it is");
    }
    return new Likelihood(fields[0], share(fields[1]), share(fields[2]), of);
  }

  private static double share(String text) throws WrongType {
    double share = Double.parseDouble(text);
    if (!(share >= 0 && share <= 1)) {
      throw new WrongType(text + " is not between 0 and 1");
    }
    return share;
  }

  private static Enrichment.Release lifeCycle(String[] fields) throws WrongType {
    if (fields.length != 5 || fields[0].isBlank() || fields[4].isBlank()) {
      throw new WrongType("it has not five fields, or names no product or no source");
    }
    return new Enrichment.Release(
        new LifeCycle(fields[0], fields[1], date(fields[2]), date(fields[3]), fields[4]));
  }

  private static @Nullable LocalDate date(String text) {
    return text.isEmpty() ? null : LocalDate.parse(text);
  }
}
