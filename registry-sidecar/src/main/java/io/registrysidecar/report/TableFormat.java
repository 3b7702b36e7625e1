package io.registrysidecar.report;

import io.registrysidecar.schema.AdvisoriesInfo;
import io.registrysidecar.schema.BaseInfo;
import io.registrysidecar.schema.ComponentInfo;
import io.registrysidecar.schema.Coverage;
import io.registrysidecar.schema.CoverageStatement;
import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.FindingStatus;
import io.registrysidecar.schema.PlatformInfo;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.Severity;
import io.registrysidecar.schema.Summary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Columns for people at a terminal: what was scanned, the findings, the counts, and always what was
 * not looked at.
 *
 * <p>Everything that comes from the image is shown without control characters, so that an image
 * cannot speak to the terminal.
 */
final class TableFormat implements ReportFormat {

  private static final int MOST_GUESSES = 10;
  private static final int MOST_REASONS = 20;
  private static final int SHORT_DIGEST = "sha256:".length() + 12;

  @Override
  public String name() {
    return "table";
  }

  @Override
  public String mediaType() {
    return "text/plain";
  }

  @Override
  public byte[] render(Report report, Style style) {
    Paint paint = new Paint(style == Style.COLOURED);
    StringBuilder page = new StringBuilder();
    head(report, paint, page);
    platforms(report, page);
    findings(report, paint, page);
    page.append(verdictOnCounts(report)).append('\n');
    suppressed(report, page);
    guesses(report.components(), page);
    coverage(report.coverage(), paint, page);
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void head(Report report, Paint paint, StringBuilder page) {
    String platform = report.image().platform();
    page.append(paint.bold(Columns.visible(new ImageName(report.image()).reference())))
        .append(platform == null ? "" : " (" + Columns.visible(platform) + ")")
        .append('\n');
    if (!report.image().isIndex()) {
      page.append(
              report.os() == null
                  ? "No known distribution"
                  : Columns.visible(
                      report.os().name().isEmpty() ? report.os().id() : report.os().name()))
          .append(", ")
          .append(counted(report.components().size(), "component"))
          .append(" in ")
          .append(counted(report.layers().size(), "layer"))
          .append('\n');
    }
    OriginLine.of(report.audit())
        .ifPresent(line -> page.append(Columns.visible(line)).append('\n'));
    base(report.base(), report.layers().size(), page);
    page.append(advisories(report.advisories())).append("\n\n");
  }

  private static void base(@Nullable BaseInfo base, int layers, StringBuilder page) {
    if (base == null) {
      return;
    }
    page.append("Base ").append(Columns.visible(base.image()));
    if (base.layers() != null) {
      page.append(", the lowest ")
          .append(base.layers() == 1 ? "layer" : base.layers() + " layers")
          .append(" of ")
          .append(layers);
    }
    page.append(
        switch (base.by()) {
          case "label" -> ", as the image says";
          case "provenance" -> ", as the record of its build says";
          default -> ", by its layers";
        });
    if (base.newer() != null) {
      page.append("; newer is ").append(Columns.visible(base.newer()));
    }
    page.append('\n');
  }

  private static String advisories(AdvisoriesInfo advisories) {
    if (advisories.version() == null) {
      return "No advisories";
    }
    return "Advisories "
        + Columns.visible(advisories.version())
        + (advisories.newestRecord() == null
            ? ""
            : ", newest of " + advisories.newestRecord().toString().substring(0, 10));
  }

  private static void platforms(Report report, StringBuilder page) {
    if (report.platforms().isEmpty()) {
      return;
    }
    Columns columns =
        new Columns(
            Stream.concat(
                    Stream.of("PLATFORM", "DIGEST", "COVERAGE"),
                    Arrays.stream(Severity.values()).map(severity -> severity.name()))
                .toList());
    for (PlatformInfo platform : report.platforms()) {
      columns.add(
          Stream.concat(
                  Stream.of(
                      platform.platform(),
                      platform.digest().substring(0, SHORT_DIGEST),
                      platform.summary() == null ? "not scanned" : platform.coverage().word()),
                  Arrays.stream(Severity.values()).map(severity -> count(platform, severity)))
              .toList());
    }
    columns.appendTo(page);
    page.append('\n');
  }

  private static void findings(Report report, Paint paint, StringBuilder page) {
    if (report.findings().isEmpty()) {
      return;
    }
    Map<String, String> names =
        report.components().stream()
            .collect(
                Collectors.toMap(
                    ComponentInfo::purl, ComponentInfo::name, (first, second) -> first));
    boolean index = report.image().isIndex();
    boolean blamed = report.findings().stream().anyMatch(finding -> finding.base() != null);
    List<String> headings =
        new ArrayList<>(List.of("SEVERITY", "ID", "COMPONENT", "INSTALLED", "FIXED"));
    headings.add(index ? "PLATFORMS" : "STATUS");
    if (blamed) {
      headings.add("FROM");
    }
    Columns columns = new Columns(headings);
    for (FindingInfo finding : report.findings()) {
      List<String> cells = new ArrayList<>();
      cells.addAll(
          List.of(
              finding.severity().word(),
              Findings.commonId(finding),
              names.getOrDefault(finding.component(), PurlName.of(finding.component())),
              finding.installed(),
              Objects.requireNonNullElse(finding.fixed(), "-"),
              index ? String.join(" ", finding.platforms()) : finding.status().word()));
      if (blamed) {
        cells.add(from(finding));
      }
      columns.add(cells, line -> paint.severity(finding.severity(), line));
    }
    columns.appendTo(page);
    page.append('\n');
  }

  private static String from(FindingInfo finding) {
    if (finding.base() == null) {
      return "-";
    }
    if (!finding.base()) {
      return "yours";
    }
    return finding.fixedByBase() == null
        ? "base"
        : "base, fixed by moving to " + finding.fixedByBase();
  }

  /**
   * The sentence that people read first; it never says that an image is clean which nobody looked
   * at.
   */
  private static String verdictOnCounts(Report report) {
    Coverage coverage = report.coverage();
    int all = Arrays.stream(Severity.values()).mapToInt(report.summary()::count).sum();
    long suppressed =
        report.findings().stream().filter(f -> f.status() == FindingStatus.SUPPRESSED).count();
    String hidden = suppressed == 0 ? "" : " " + suppressed + " suppressed, not counted.";
    if (all == 0) {
      return switch (coverage.status()) {
        case COMPLETE -> "No findings." + hidden;
        case PARTIAL -> "No findings in what was looked at, which is not everything." + hidden;
        case NONE -> "Nothing is known about this image." + hidden;
      };
    }
    String bySeverity =
        Arrays.stream(Severity.values())
            .map(severity -> count(report.summary(), severity) + " " + severity.word())
            .collect(Collectors.joining(", "));
    return counted(all, "finding")
        + ": "
        + bySeverity
        + "; "
        + report.summary().fixable()
        + " fixable."
        + hidden;
  }

  /** Why each does not count; what it would be otherwise is in the other formats. */
  private static void suppressed(Report report, StringBuilder page) {
    List<FindingInfo> all =
        report.findings().stream()
            .filter(finding -> finding.status() == FindingStatus.SUPPRESSED)
            .toList();
    all.stream()
        .limit(MOST_REASONS)
        .forEach(finding ->
            page.append("  ")
                .append(Columns.visible(Findings.commonId(finding)))
                .append(" in ")
                .append(Columns.visible(PurlName.of(finding.component())))
                .append(": ")
                .append(Columns.visible(finding.reason().split("; otherwise: ", 2)[0]))
                .append('\n'));
    if (all.size() > MOST_REASONS) {
      page.append("  … and ")
          .append(all.size() - MOST_REASONS)
          .append(" more; --format json has all of them\n");
    }
  }

  private static void coverage(Coverage coverage, Paint paint, StringBuilder page) {
    page.append("Coverage: ")
        .append(paint.coverage(coverage.status(), coverage.status().word()))
        .append('\n');
    for (CoverageStatement gap : coverage.statements()) {
      page.append("  ")
          .append(Columns.visible(gap.code()))
          .append(": ")
          .append(Columns.visible(gap.message()));
      if (gap.layer() != null || gap.path() != null) {
        page.append(" (")
            .append(
                Stream.of(
                        gap.layer() == null
                            ? ""
                            : "layer " + gap.layer().substring(0, SHORT_DIGEST),
                        gap.path() == null ? "" : Columns.visible(gap.path()))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(", ")))
            .append(')');
      }
      page.append('\n');
    }
  }

  /** Components of which nothing but the file name tells what they are. */
  private static void guesses(List<ComponentInfo> components, StringBuilder page) {
    List<String> guessed =
        components.stream()
            .filter(each ->
                each.identity() != null && each.identity().confidence().equals(Identities.LOW))
            .map(each -> Columns.visible(each.name() + " " + each.version()))
            .distinct()
            .toList();
    if (guessed.isEmpty()) {
      return;
    }
    page.append(counted(guessed.size(), "component"))
        .append(" of uncertain name, told by the file name alone: ")
        .append(guessed.stream().limit(MOST_GUESSES).collect(Collectors.joining(", ")))
        .append(guessed.size() > MOST_GUESSES ? ", …\n" : "\n");
  }

  /** A zero only where somebody looked. */
  private static String count(PlatformInfo platform, Severity severity) {
    Summary summary = platform.summary();
    return summary == null || platform.coverage() == CoverageStatus.NONE
        ? "-"
        : count(summary, severity);
  }

  private static String count(Summary summary, Severity severity) {
    return Integer.toString(summary.count(severity));
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
