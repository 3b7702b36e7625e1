package io.registrysidecar.scan;

import io.registrysidecar.audit.AuditEvent;
import io.registrysidecar.audit.EventType;
import io.registrysidecar.job.Priority;
import io.registrysidecar.scan.ScanState.End;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.Summary;
import io.registrysidecar.schema.VerdictResult;
import io.registrysidecar.store.AuditLog;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.NewEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells the chain of an image what scans found out. A re-evaluation that changes nothing is no
 * event: otherwise the chains would grow with each advisory update and say nothing more.
 */
final class ScanHistory {

  private static final String SCAN = "scan";
  private static final String RESULT = "result";
  private static final int LONGEST = 1000;
  private static final int MOST_IN_A_TRAIL = 100;

  private final AuditLog log;
  private final ScanParts parts;
  private final Noticed noticed = new Noticed();

  ScanHistory(AuditLog log, ScanParts parts) {
    this.log = log;
    this.parts = parts;
  }

  /** What was noticed on the way. */
  Noticed counts() {
    return noticed;
  }

  /** Who acts when this program does. */
  static String actor(ScanParts parts) {
    return parts.scanner().name() + "/" + parts.scanner().version();
  }

  /** An image that nobody told of was pushed all the same. */
  void noticed(ImageKey image) {
    if (!log.isKnown(image)) {
      log.append(
          List.of(
              new NewEvent(
                  image,
                  parts.clock().instant(),
                  EventType.PUSHED,
                  null,
                  Map.of("repository", image.repository().value(), "noticed", "by a scan"),
                  "noticed")));
    }
  }

  /** A report of another scan was told of when that ended. */
  void ended(ImageKey image, Scan scan, End state) {
    Optional<Report> report =
        switch (state) {
          case ScanState.Done done -> Optional.of(done.report());
          case ScanState.Failed failed -> failed.report();
          default -> Optional.empty();
        };
    report
        .filter(made -> made.scan().id().equals(scan.id()))
        .ifPresent(made -> {
          scanned(image, scan, made);
          noticed.report(made);
        });
  }

  /**
   * The newest events, oldest first, after a scan has made a report. That it has is told here, so
   * that the trail which is about to be published says it; at the end it is told again, which
   * changes nothing. A report of another scan is no event: it was only looked whether it is there.
   */
  List<AuditEvent> with(ImageKey image, Scan scan, Report report) {
    if (report.scan().id().equals(scan.id())) {
      noticed.history(image, log.check(image, MOST_IN_A_TRAIL));
      scanned(image, scan, report);
    }
    return log.newest(image, MOST_IN_A_TRAIL);
  }

  private void scanned(ImageKey image, Scan scan, Report report) {
    List<NewEvent> events = new ArrayList<>();
    Map<String, String> found = found(report);
    boolean wished = scan.urgency().now() != Priority.REEVALUATION;
    if (wished || differs(image, EventType.SCANNED, found)) {
      Map<String, String> detail = new TreeMap<>(found);
      detail.put(SCAN, scan.id());
      events.add(event(image, EventType.SCANNED, detail, scan));
    }
    Map<String, String> verdict =
        Map.of(
            RESULT,
            report.verdict().result().name(),
            "reasons",
            shortened(String.join("; ", report.verdict().reasons())));
    boolean first = log.latest(image, EventType.VERDICT).isEmpty();
    boolean decided = report.verdict().result() != VerdictResult.UNKNOWN;
    if (first ? decided : differs(image, EventType.VERDICT, verdict)) {
      events.add(event(image, EventType.VERDICT, verdict, scan));
    }
    log.append(events);
  }

  private boolean differs(ImageKey image, EventType type, Map<String, String> now) {
    Optional<Map<String, String>> before = log.latest(image, type).map(AuditEvent::detail);
    return before.isEmpty() || !before.get().entrySet().containsAll(now.entrySet());
  }

  private NewEvent event(ImageKey image, EventType type, Map<String, String> detail, Scan scan) {
    Instant now = parts.clock().instant();
    return new NewEvent(image, now, type, actor(parts), detail, type.word() + "/" + scan.id());
  }

  private static Map<String, String> found(Report report) {
    Summary summary = report.summary();
    return Map.of(
        "coverage", report.coverage().status().word(),
        "critical", Integer.toString(summary.critical()),
        "high", Integer.toString(summary.high()),
        "medium", Integer.toString(summary.medium()),
        "low", Integer.toString(summary.low()),
        "negligible", Integer.toString(summary.negligible()),
        "unknown", Integer.toString(summary.unknown()));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
