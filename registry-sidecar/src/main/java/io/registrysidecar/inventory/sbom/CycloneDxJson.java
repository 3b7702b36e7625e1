package io.registrysidecar.inventory.sbom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** CycloneDX as JSON, of any version: what is read here has been the same since 1.2. */
final class CycloneDxJson {

  private final JsonWalk walk;
  private final SbomContent content;

  private CycloneDxJson(JsonWalk walk, SbomContent content) {
    this.walk = walk;
    this.content = content;
  }

  static SbomContent read(byte[] document, String version) throws MalformedSbom {
    SbomContent content = new SbomContent("CycloneDX " + version);
    JsonWalk.through(document, walk -> new CycloneDxJson(walk, content).document());
    return content;
  }

  private void document() throws IOException, MalformedSbom {
    walk.members(name -> {
      if (name.equals("components")) {
        walk.elements(each -> component());
      } else if (name.equals("dependencies")) {
        walk.elements(each -> dependency());
      }
    });
  }

  private void dependency() throws IOException, MalformedSbom {
    String[] by = {""};
    List<String> needed = new ArrayList<>();
    walk.members(name -> {
      if (name.equals("ref")) {
        by[0] = walk.text();
      } else if (name.equals("dependsOn")) {
        walk.elements(each -> needed.add(walk.text()));
      }
    });
    for (String each : needed) {
      content.needs(by[0], each);
    }
  }

  private void component() throws IOException, MalformedSbom {
    SbomComponent component = new SbomComponent();
    walk.members(name -> {
      switch (name) {
        case "bom-ref" -> component.id = walk.text();
        case "type" -> component.type = walk.text();
        case "group" -> component.group = walk.text();
        case "scope" -> component.scope = walk.text();
        case "name" -> component.name = walk.text();
        case "version" -> component.version = walk.text();
        case "description" -> component.description = walk.text();
        case "purl" -> component.purl = walk.text();
        case "publisher" -> component.maintainer = walk.text();
        case "supplier" ->
            walk.members(member -> {
              if (member.equals("name")) {
                component.maintainer = walk.text();
              }
            });
        case "licenses" -> walk.elements(each -> license(component));
        case "properties" -> walk.elements(each -> property(component));
        case "evidence" ->
            walk.members(member -> {
              if (member.equals("occurrences")) {
                walk.elements(each -> occurrence(component));
              }
            });
        case "components" -> walk.elements(each -> component());
        default -> {
          // Not about what is installed.
        }
      }
    });
    content.add(component);
  }

  private void license(SbomComponent component) throws IOException, MalformedSbom {
    walk.members(name -> {
      if (name.equals("expression")) {
        component.licenses.add(walk.text());
      } else if (name.equals("license")) {
        walk.members(member -> {
          if (member.equals("id") || member.equals("name")) {
            component.licenses.add(walk.text());
          }
        });
      }
    });
  }

  private void property(SbomComponent component) throws IOException, MalformedSbom {
    String[] pair = {"", ""};
    walk.members(name -> {
      switch (name) {
        case "name" -> pair[0] = walk.text();
        case "value" -> pair[1] = walk.text();
        default -> {
          // A property has nothing else.
        }
      }
    });
    CycloneDxProperties.take(component, pair[0], pair[1]);
  }

  private void occurrence(SbomComponent component) throws IOException, MalformedSbom {
    walk.members(name -> {
      switch (name) {
        case "location" -> component.paths.add(walk.text());
        case "additionalContext" -> CycloneDxProperties.context(component, walk.text());
        default -> {
          // Lines and symbols are not kept.
        }
      }
    });
  }
}
