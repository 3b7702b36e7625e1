package io.registrysidecar.inventory.sbom;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** SPDX 2 as tags and values, one a line but for texts between {@code <text>} marks. */
final class SpdxTagValue {

  private static final String BEGIN = "<text>";
  private static final String END = "</text>";
  private static final String PURL = "purl ";

  private final SbomContent content;
  private SbomComponent current = new SbomComponent();
  private boolean inPackage;

  private SpdxTagValue(SbomContent content) {
    this.content = content;
  }

  static SbomContent read(byte[] document) throws MalformedSbom {
    String text = new String(document, StandardCharsets.UTF_8);
    SpdxTagValue reading = new SpdxTagValue(new SbomContent("SPDX"));
    reading.read(text.lines().iterator());
    return reading.content;
  }

  private void read(Iterator<String> lines) throws MalformedSbom {
    int number = 0;
    while (lines.hasNext()) {
      String line = lines.next();
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new MalformedSbom("line " + number + ": there is no tag");
      }
      String value = line.substring(colon + 1).strip();
      if (value.startsWith(BEGIN)) {
        int begun = number;
        String last = value.substring(BEGIN.length());
        StringBuilder longer = new StringBuilder(last);
        while (!last.contains(END)) {
          if (!lines.hasNext()) {
            throw new MalformedSbom("line " + begun + ": the text does not end");
          }
          last = lines.next();
          number++;
          longer.append('\n').append(last);
        }
        value = longer.substring(0, longer.lastIndexOf(END));
      }
      take(line.substring(0, colon), value);
    }
    end();
    content.resolveOwners();
  }

  private void take(String tag, String value) throws MalformedSbom {
    switch (tag) {
      case "PackageName" -> {
        end();
        inPackage = true;
        current.name = value;
      }
      case "SPDXID" -> current.id = value;
      case "Relationship" -> relationship(value.split(" ", -1));
      case "FileName", "SnippetSPDXID", "LicenseID" -> end();
      case "PackageVersion" -> current.version = value;
      case "PrimaryPackagePurpose" -> current.type = SpdxWords.type(value);
      case "PackageSourceInfo" -> SpdxWords.sourceInfo(current, value);
      case "PackageLicenseDeclared" -> SpdxWords.license(current, value);
      case "PackageSupplier" -> current.maintainer = SpdxWords.agent(value);
      case "ExternalRef" -> {
        int purl = value.indexOf(PURL);
        if (purl >= 0) {
          current.purl = value.substring(purl + PURL.length()).strip();
        }
      }
      default -> {
        // Not about what is installed.
      }
    }
  }

  private void relationship(String[] words) throws MalformedSbom {
    if (words.length == 3) {
      SpdxWords.relationship(content, words[0], words[1], words[2]);
    }
  }

  private void end() throws MalformedSbom {
    if (inPackage) {
      content.add(current);
    }
    inPackage = false;
    current = new SbomComponent();
  }
}
