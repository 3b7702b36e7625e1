package io.registrysidecar.inventory.sbom;

import io.registrysidecar.inventory.Distribution;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON that Syft calls its own. */
final class SyftJson {

  private final JsonWalk walk;
  private final SbomContent content;

  private SyftJson(JsonWalk walk, SbomContent content) {
    this.walk = walk;
    this.content = content;
  }

  static SbomContent read(byte[] document) throws MalformedSbom {
    SbomContent content = new SbomContent("Syft JSON");
    JsonWalk.through(document, walk -> new SyftJson(walk, content).document());
    return content;
  }

  private void document() throws IOException, MalformedSbom {
    walk.members(name -> {
      switch (name) {
        case "artifacts" ->
            walk.elements(each -> {
              SbomComponent component = new SbomComponent();
              walk.members(member -> member(component, member));
              content.add(component);
            });
        case "artifactRelationships" -> walk.elements(each -> relationship());
        case "distro" -> distribution();
        default -> {
          // Files are not needed.
        }
      }
    });
  }

  private void member(SbomComponent component, String name) throws IOException, MalformedSbom {
    switch (name) {
      case "id" -> component.id = walk.text();
      case "name" -> component.name = walk.text();
      case "version" -> component.version = walk.text();
      case "purl" -> component.purl = walk.text();
      case "locations" -> walk.elements(each -> walk.members(member -> place(component, member)));
      case "licenses" ->
          walk.elements(each ->
              walk.members(member -> {
                if (member.equals("value")) {
                  component.licenses.add(walk.text());
                }
              }));
      case "metadata" -> walk.members(member -> metadata(component, member));
      default -> {
        // Guessed CPEs and the like are not used.
      }
    }
  }

  private void relationship() throws IOException, MalformedSbom {
    String[] ends = {"", "", ""};
    walk.members(name -> {
      switch (name) {
        case "parent" -> ends[0] = walk.text();
        case "type" -> ends[1] = walk.text();
        case "child" -> ends[2] = walk.text();
        default -> {
          // Nothing that is needed.
        }
      }
    });
    if (ends[1].equals("dependency-of")) {
      content.needs(ends[2], ends[0]);
    }
  }

  private void place(SbomComponent component, String name) throws IOException {
    if (name.equals("path")) {
      component.paths.add(walk.text());
    } else if (name.equals("layerID") && component.layer.isEmpty()) {
      component.layer = walk.text();
    }
  }

  private void metadata(SbomComponent component, String name) throws IOException {
    switch (name) {
      case "source", "originPackage" -> component.sourceName = walk.text();
      case "sourceVersion" -> component.sourceVersion = walk.text();
      case "maintainer" -> component.maintainer = walk.text();
      default -> {
        // Different for each kind of package.
      }
    }
  }

  private void distribution() throws IOException, MalformedSbom {
    String[] os = {"", "", "", ""};
    walk.members(name -> {
      switch (name) {
        case "id" -> os[0] = walk.text();
        case "versionID" -> os[1] = walk.text();
        case "versionCodename" -> os[2] = walk.text();
        case "prettyName" -> os[3] = walk.text();
        default -> {
          // Home pages.
        }
      }
    });
    if (!os[0].isBlank()) {
      content.setDistribution(
          new Distribution(os[0], orNull(os[1]), orNull(os[2]), os[3], List.of()));
    }
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
