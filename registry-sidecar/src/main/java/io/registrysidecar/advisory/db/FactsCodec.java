package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.CveFacts;
import io.registrysidecar.advisory.Finding.Epss;
import io.registrysidecar.advisory.Finding.Kev;
import io.registrysidecar.advisory.LifeCycle;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** How {@link CveFacts} and {@link LifeCycle} lie in the file. */
final class FactsCodec {

  /** FIRST publishes five decimals. */
  private static final double EPSS_UNIT = 100_000;

  private static final int HAS_EPSS = 1;
  private static final int HAS_KEV = 2;
  private static final int HAS_RANSOMWARE = 4;

  /** Dates are days since this one, plus one; zero is none. */
  private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);

  private FactsCodec() {}

  static void write(CveFacts facts, ByteWriter out) {
    Epss epss = facts.epss();
    Kev kev = facts.kev();
    out.octet(
        (epss == null ? 0 : HAS_EPSS)
            | (kev == null ? 0 : HAS_KEV)
            | (kev != null && kev.ransomware() ? HAS_RANSOMWARE : 0));
    AdvisoryCodec.writeCvss(facts.cvss(), out);
    if (epss != null) {
      out.number(Math.round(epss.score() * EPSS_UNIT))
          .number(Math.round(epss.percentile() * EPSS_UNIT));
      writeDate(epss.date(), out);
    }
    if (kev != null) {
      writeDate(kev.added(), out);
      writeDate(kev.due(), out);
    }
  }

  static CveFacts readFacts(ByteReader in) throws UnusableDatabase {
    int has = in.octet();
    var cvss = AdvisoryCodec.readCvss(in);
    Epss epss =
        (has & HAS_EPSS) == 0
            ? null
            : new Epss(in.number() / EPSS_UNIT, in.number() / EPSS_UNIT, day(in));
    Kev kev =
        (has & HAS_KEV) == 0 ? null : new Kev(day(in), readDate(in), (has & HAS_RANSOMWARE) != 0);
    return new CveFacts(cvss, epss, kev);
  }

  static void write(LifeCycle cycle, ByteWriter out) {
    out.text(cycle.product()).text(cycle.release());
    writeDate(cycle.released(), out);
    writeDate(cycle.end(), out);
    out.text(cycle.source());
  }

  static LifeCycle readCycle(ByteReader in) throws UnusableDatabase {
    return new LifeCycle(in.text(), in.text(), readDate(in), readDate(in), in.text());
  }

  private static void writeDate(@Nullable LocalDate date, ByteWriter out) {
    out.number(date == null ? 0 : Math.max(0, date.toEpochDay() - FIRST_DAY.toEpochDay()) + 1);
  }

  private static @Nullable LocalDate readDate(ByteReader in) throws UnusableDatabase {
    long day = in.number();
    try {
      return day == 0 ? null : FIRST_DAY.plusDays(day - 1);
    } catch (DateTimeException | ArithmeticException e) {
      throw in.malformed();
    }
  }

  private static LocalDate day(ByteReader in) throws UnusableDatabase {
    LocalDate day = readDate(in);
    if (day == null) {
      throw in.malformed();
    }
    return day;
  }
}
