package io.registrysidecar.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.report.Comparison.Change;
import io.registrysidecar.report.Comparison.FindingChange;
import io.registrysidecar.report.Comparison.PackageChange;
import io.registrysidecar.schema.FindingInfo;
import io.registrysidecar.schema.Report;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Comparisons as JSON; {@link ComparisonTable} is for people. */
public final class ComparisonFormats {

  private ComparisonFormats() {}

  /** Columns for people. */
  public static byte[] table(Comparison comparison, ReportFormat.Style style) {
    return new ComparisonTable(style).of(comparison);
  }

  /** JSON; equal comparisons give equal bytes. */
  public static byte[] json(Comparison comparison) {
    return JsonText.bytes(json -> write(comparison, json), ReportFormat.Style.READABLE);
  }

  private static void write(Comparison comparison, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeFieldName("before");
    json.writeTree(image(comparison.before()));
    json.writeFieldName("after");
    json.writeTree(image(comparison.after()));
    json.writeArrayFieldStart("packages");
    for (PackageChange each : comparison.packages()) {
      ObjectNode node =
          JsonText.object()
              .put("change", each.change().word())
              .put("ecosystem", each.ecosystem())
              .put("name", each.name());
      each.before().forEach(node.putArray("before")::add);
      each.after().forEach(node.putArray("after")::add);
      json.writeTree(node);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("findings");
    for (FindingChange each : comparison.findings()) {
      ObjectNode node =
          JsonText.object()
              .put("change", each.change().word())
              .put("id", each.id())
              .put("component", each.component());
      put(node, "before", each.before());
      put(node, "after", each.after());
      json.writeTree(node);
    }
    json.writeEndArray();
    json.writeFieldName("summary");
    ObjectNode summary = JsonText.object();
    summary.set("packages", counts(comparison.packages(), PackageChange::change));
    summary.set("findings", counts(comparison.findings(), FindingChange::change));
    json.writeTree(summary);
    json.writeEndObject();
  }

  private static ObjectNode image(Report report) {
    ObjectNode image = JsonText.object().put("repository", report.image().repository());
    if (report.image().digest() != null) {
      image.put("digest", report.image().digest());
    }
    if (report.image().platform() != null) {
      image.put("platform", report.image().platform());
    }
    if (report.os() != null) {
      image.put("os", report.os().id() + " " + report.os().version());
    }
    return image.put("coverage", report.coverage().status().word());
  }

  private static void put(ObjectNode node, String name, @Nullable FindingInfo finding) {
    if (finding != null) {
      ObjectNode state =
          node.putObject(name)
              .put("severity", finding.severity().word())
              .put("status", finding.status().word())
              .put("installed", finding.installed());
      if (finding.fixed() != null) {
        state.put("fixed", finding.fixed());
      }
    }
  }

  private static <T> ObjectNode counts(List<T> changes, Function<T, Change> change) {
    ObjectNode counts = JsonText.object();
    for (Change each : Change.values()) {
      counts.put(each.word(), changes.stream().filter(of -> change.apply(of) == each).count());
    }
    return counts;
  }
}
