package io.registrysidecar.inventory.sbom;

import java.io.IOException;

/** SPDX 2 as JSON. */
final class SpdxJson {

  private final JsonWalk walk;
  private final SbomContent content;

  private SpdxJson(JsonWalk walk, SbomContent content) {
    this.walk = walk;
    this.content = content;
  }

  static SbomContent read(byte[] document, String version) throws MalformedSbom {
    SbomContent content = new SbomContent(version);
    JsonWalk.through(document, walk -> new SpdxJson(walk, content).document());
    content.resolveOwners();
    return content;
  }

  private void document() throws IOException, MalformedSbom {
    walk.members(name -> {
      if (name.equals("relationships")) {
        walk.elements(each -> relationship());
      } else if (name.equals("packages")) {
        walk.elements(each -> {
          SbomComponent component = new SbomComponent();
          walk.members(member -> member(component, member));
          content.add(component);
        });
      }
    });
  }

  private void member(SbomComponent component, String name) throws IOException, MalformedSbom {
    switch (name) {
      case "SPDXID" -> component.id = walk.text();
      case "name" -> component.name = walk.text();
      case "versionInfo" -> component.version = walk.text();
      case "primaryPackagePurpose" -> component.type = SpdxWords.type(walk.text());
      case "sourceInfo" -> SpdxWords.sourceInfo(component, walk.text());
      case "licenseDeclared" -> SpdxWords.license(component, walk.text());
      case "supplier" -> component.maintainer = SpdxWords.agent(walk.text());
      case "externalRefs" -> walk.elements(each -> reference(component));
      default -> {
        // Not about what is installed.
      }
    }
  }

  private void relationship() throws IOException, MalformedSbom {
    String[] ends = {"", "", ""};
    walk.members(name -> {
      switch (name) {
        case "spdxElementId" -> ends[0] = walk.text();
        case "relationshipType" -> ends[1] = walk.text();
        case "relatedSpdxElement" -> ends[2] = walk.text();
        default -> {
          // A comment.
        }
      }
    });
    SpdxWords.relationship(content, ends[0], ends[1], ends[2]);
  }

  private void reference(SbomComponent component) throws IOException, MalformedSbom {
    String[] reference = {"", ""};
    walk.members(name -> {
      switch (name) {
        case "referenceType" -> reference[0] = walk.text();
        case "referenceLocator" -> reference[1] = walk.text();
        default -> {
          // The category adds nothing to the type.
        }
      }
    });
    if (reference[0].equals("purl")) {
      component.purl = reference[1];
    }
  }
}
