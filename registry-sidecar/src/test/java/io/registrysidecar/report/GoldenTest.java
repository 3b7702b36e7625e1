package io.registrysidecar.report;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every sample in every format that says something about it. */
class GoldenTest {

  @ParameterizedTest
  @CsvSource({
    "findings,      table,     findings.txt",
    "findings,      json,      findings.json",
    "findings,      cyclonedx, findings.cdx.json",
    "findings,      cyclonedx-xml, findings.cdx.xml",
    "findings,      spdx,      findings.spdx.json",
    "findings,      spdx-tv,   findings.spdx",
    "findings,      sarif,     findings.sarif.json",
    "clean,         table,     clean.txt",
    "partial,       table,     partial.txt",
    "partial,       json,      partial.json",
    "partial,       cyclonedx, partial.cdx.json",
    "partial,       sarif,     partial.sarif.json",
    "nothing-known, table,     nothing-known.txt",
    "index,         table,     index.txt",
    "index,         json,      index.json",
    "index,         spdx,      index.spdx.json",
    "index,         sarif,     index.sarif.json",
  })
  void aSampleLooksAsItDid(String sample, String format, String file) throws IOException {
    Golden.assertSame(
        file,
        ReportFormats.named(format)
            .orElseThrow()
            .render(Samples.report(sample), ReportFormat.Style.READABLE));
  }
}
