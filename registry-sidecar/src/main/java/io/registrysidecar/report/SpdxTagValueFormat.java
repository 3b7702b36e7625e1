package io.registrysidecar.report;

import io.registrysidecar.schema.Report;
import java.nio.charset.StandardCharsets;

/**
 * The software bill of materials: SPDX 2.3 as tags and values, one a line, with the same content as
 * the JSON. Values come from the image: none may end its line, or begin a text of several lines.
 */
final class SpdxTagValueFormat implements ReportFormat {

  @Override
  public String name() {
    return "spdx-tv";
  }

  @Override
  public String mediaType() {
    return "text/spdx";
  }

  @Override
  public byte[] render(Report report, Style style) {
    SpdxDocument document = SpdxDocument.of(report);
    StringBuilder page = new StringBuilder();
    line(page, "SPDXVersion", SpdxFormat.VERSION);
    line(page, "DataLicense", SpdxFormat.DATA_LICENSE);
    line(page, "SPDXID", SpdxFormat.REF + SpdxDocument.DOCUMENT);
    line(page, "DocumentName", document.name());
    line(page, "DocumentNamespace", SpdxFormat.namespace(document));
    if (document.comment() != null) {
      text(page, "DocumentComment", document.comment());
    }
    line(page, "Creator", "Tool: " + document.creator());
    line(page, "Created", document.created().toString());
    document.packages().forEach(each -> describe(each, page));
    page.append('\n');
    document
        .relationships()
        .forEach(each ->
            line(
                page,
                "Relationship",
                SpdxFormat.REF
                    + each.from()
                    + " "
                    + each.type()
                    + " "
                    + SpdxFormat.REF
                    + each.to()));
    document
        .extractedLicenses()
        .forEach((id, stated) -> {
          page.append('\n');
          line(page, "LicenseID", id);
          text(page, "ExtractedText", stated);
          line(page, "LicenseName", stated);
        });
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void describe(SpdxPackage each, StringBuilder page) {
    page.append('\n');
    line(page, "PackageName", each.name());
    line(page, "SPDXID", SpdxFormat.REF + each.id());
    if (each.version() != null) {
      line(page, "PackageVersion", each.version());
    }
    if (each.supplier() != null) {
      line(page, "PackageSupplier", "Organization: " + each.supplier());
    }
    line(page, "PackageDownloadLocation", SpdxPackage.NO_ASSERTION);
    line(page, "PrimaryPackagePurpose", each.purpose().replace('_', '-'));
    line(page, "FilesAnalyzed", "false");
    if (each.sha256() != null) {
      line(page, "PackageChecksum", "SHA256: " + each.sha256());
    }
    if (each.sourceInfo() != null) {
      text(page, "PackageSourceInfo", each.sourceInfo());
    }
    line(page, "PackageLicenseConcluded", SpdxPackage.NO_ASSERTION);
    line(page, "PackageLicenseDeclared", each.license());
    line(page, "PackageCopyrightText", SpdxPackage.NO_ASSERTION);
    if (each.comment() != null) {
      text(page, "PackageComment", each.comment());
    }
    if (each.purl() != null) {
      line(page, "ExternalRef", "PACKAGE-MANAGER purl " + each.purl());
    }
  }

  private static void line(StringBuilder page, String tag, String value) {
    page.append(tag).append(": ").append(plain(value)).append('\n');
  }

  private static void text(StringBuilder page, String tag, String value) {
    page.append(tag).append(": <text>").append(plain(value)).append("</text>\n");
  }

  /** One line that is not taken for the beginning of several. */
  private static String plain(String value) {
    return Columns.visible(value).replace("<text>", "< text>").replace("</text>", "< /text>");
  }
}
