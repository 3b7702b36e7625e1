package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.Finding.Cvss;
import io.registrysidecar.advisory.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an {@link Advisory} lies in the file; its identifier is kept apart. */
final class AdvisoryCodec {

  /** The format's own order: it must not change when the enumeration's does. */
  private static final List<Severity> SEVERITIES =
      List.of(
          Severity.CRITICAL,
          Severity.HIGH,
          Severity.MEDIUM,
          Severity.LOW,
          Severity.NEGLIGIBLE,
          Severity.UNKNOWN);

  /** Links are entries plus this, so that there is room for those that lead nowhere. */
  private static final int LINK = 2;

  /** The end of the year 9999, beyond which nothing writes dates. */
  private static final long LATEST = 253_402_300_799L;

  private AdvisoryCodec() {}

  static void write(Advisory advisory, ByteWriter out) {
    out.texts(advisory.aliases())
        .texts(advisory.covers())
        .text(advisory.source())
        .octet(advisory.malware() ? 1 : 0);
    writeSeverity(advisory.severity(), out);
    writeCvss(advisory.cvss(), out);
    writeTime(advisory.published(), out);
  }

  /** Follows what {@link #write} wrote. */
  static void writeLinks(Links links, ByteWriter out) {
    out.number(links.facts() + LINK).number(links.rated() + LINK).number(links.worded() + LINK);
  }

  /** Reads an advisory without its links. */
  static Advisory readUnlinked(String id, ByteReader in) throws UnusableDatabase {
    return new Advisory(
        id,
        in.texts(),
        in.texts(),
        in.text(),
        in.octet() == 1,
        readSeverity(in),
        readCvss(in),
        readTime(in));
  }

  /**
   * Reads an advisory.
   *
   * @param cves how many problems there are to link to
   * @param advisories how many advisories there are to link to
   */
  static Advisory read(String id, ByteReader in, int cves, int advisories) throws UnusableDatabase {
    return new Advisory(
        id,
        in.texts(),
        in.texts(),
        in.text(),
        in.octet() == 1,
        readSeverity(in),
        readCvss(in),
        readTime(in),
        new Links(readLink(in, cves), readLink(in, advisories), readLink(in, advisories)));
  }

  private static int readLink(ByteReader in, int entries) throws UnusableDatabase {
    int link = in.count() - LINK;
    if (link >= entries) {
      throw in.malformed();
    }
    return link;
  }

  /** Seconds since 1970, or zero for none: no advisory is as old as that. */
  private static void writeTime(@Nullable Instant time, ByteWriter out) {
    out.number(time == null ? 0 : Math.clamp(time.getEpochSecond(), 0, LATEST));
  }

  private static @Nullable Instant readTime(ByteReader in) throws UnusableDatabase {
    long seconds = in.number();
    if (seconds > LATEST) {
      throw in.malformed();
    }
    return seconds == 0 ? null : Instant.ofEpochSecond(seconds);
  }

  static void writeSeverity(@Nullable Severity severity, ByteWriter out) {
    out.octet(severity == null ? 0 : SEVERITIES.indexOf(severity) + 1);
  }

  static @Nullable Severity readSeverity(ByteReader in) throws UnusableDatabase {
    int value = in.octet();
    return value == 0 ? null : in.constant(SEVERITIES, value - 1);
  }

  /** The score in tenths plus one, or zero for none; then version and vector. */
  static void writeCvss(@Nullable Cvss cvss, ByteWriter out) {
    if (cvss == null) {
      out.octet(0);
    } else {
      out.octet((int) Math.round(cvss.score() * 10) + 1).text(cvss.version()).text(cvss.vector());
    }
  }

  static @Nullable Cvss readCvss(ByteReader in) throws UnusableDatabase {
    int tenths = in.octet() - 1;
    return tenths < 0 ? null : new Cvss(in.text(), in.text(), tenths / 10.0);
  }
}
