package io.registrysidecar.report;

import io.registrysidecar.report.Comparison.Change;
import io.registrysidecar.report.Comparison.FindingChange;
import io.registrysidecar.report.Comparison.PackageChange;
import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.Report;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A comparison in columns: {@code -} is the first image, {@code +} the second. */
final class ComparisonTable {

  private final Paint paint;

  ComparisonTable(ReportFormat.Style style) {
    this.paint = new Paint(style == ReportFormat.Style.COLOURED);
  }

  byte[] of(Comparison comparison) {
    StringBuilder page = new StringBuilder();
    head("- ", comparison.before(), page);
    head("+ ", comparison.after(), page);
    page.append('\n');
    packages(comparison.packages(), page);
    findings(comparison.findings(), page);
    page.append("Packages: ")
        .append(counts(comparison.packages(), PackageChange::change))
        .append("\nFindings: ")
        .append(counts(comparison.findings(), FindingChange::change))
        .append('\n');
    coverage("first", comparison.before(), page);
    coverage("second", comparison.after(), page);
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void head(String sign, Report report, StringBuilder page) {
    String platform = report.image().platform();
    page.append(sign)
        .append(paint.bold(Columns.visible(new ImageName(report.image()).reference())))
        .append(platform == null ? "" : " (" + Columns.visible(platform) + ")")
        .append(report.os() == null ? "" : ", " + Columns.visible(report.os().name()))
        .append('\n');
  }

  private static void packages(List<PackageChange> changes, StringBuilder page) {
    if (changes.isEmpty()) {
      return;
    }
    Columns columns = new Columns(List.of("PACKAGE", "ECOSYSTEM", "BEFORE", "AFTER"));
    for (PackageChange each : changes) {
      columns.add(
          List.of(each.name(), each.ecosystem(), versions(each.before()), versions(each.after())));
    }
    columns.appendTo(page);
    page.append('\n');
  }

  private void findings(List<FindingChange> changes, StringBuilder page) {
    if (changes.isEmpty()) {
      return;
    }
    Columns columns = new Columns(List.of("SEVERITY", "ID", "COMPONENT", "BEFORE", "AFTER"));
    for (FindingChange each : changes) {
      FindingInfo shown = each.after() == null ? each.before() : each.after();
      FindingInfo finding = Objects.requireNonNull(shown);
      columns.add(
          List.of(
              finding.severity().word(),
              each.id(),
              PurlName.of(each.component()),
              state(each.before()),
              state(each.after())),
          line -> paint.severity(finding.severity(), line));
    }
    columns.appendTo(page);
    page.append('\n');
  }

  private static String versions(List<String> versions) {
    return versions.isEmpty() ? "-" : String.join(", ", versions);
  }

  private static String state(@Nullable FindingInfo finding) {
    return finding == null ? "-" : finding.installed() + " " + finding.status().word();
  }

  private static <T> String counts(List<T> changes, Function<T, Change> change) {
    return Stream.of(Change.values())
        .map(each ->
            changes.stream().filter(of -> change.apply(of) == each).count() + " " + each.word())
        .collect(Collectors.joining(", "));
  }

  /** A finding is not gone where nobody looked. */
  private void coverage(String which, Report report, StringBuilder page) {
    CoverageStatus status = report.coverage().status();
    if (status != CoverageStatus.COMPLETE) {
      page.append("Coverage of the ")
          .append(which)
          .append(" image: ")
          .append(paint.coverage(status, status.word()))
          .append('\n');
    }
  }
}
