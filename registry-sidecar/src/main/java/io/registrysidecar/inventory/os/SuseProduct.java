package io.registrysidecar.inventory.os;

import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A product that zypper has installed: {@code /etc/products.d/NAME.prod}, XML with one element for
 * each property. SUSE's advisories are about products, so that each adds to what is asked. Which of
 * them is the base product, to which {@code baseproduct} links, does not matter for that.
 */
final class SuseProduct {

  private static final Set<String> WANTED = Set.of("name", "version", "baseversion", "patchlevel");
  private static final int LONGEST = 64;
  private static final int MOST_EVENTS = 100_000;

  /** What advisories call a product, by the name in its file; the version stands for {@code %s}. */
  private static final Map<String, String> PRODUCTS =
      Map.ofEntries(
          Map.entry("sles", "Linux Enterprise Server %s"),
          Map.entry("sles-ltss", "Linux Enterprise Server %s-LTSS"),
          Map.entry(
              "sles-ltss-extended-security", "Linux Enterprise Server LTSS Extended Security %s"),
          Map.entry("sles-bcl", "Linux Enterprise Server %s-BCL"),
          Map.entry("sles_sap", "Linux Enterprise Server for SAP Applications %s"),
          Map.entry("sled", "Linux Enterprise Desktop %s"),
          Map.entry("sle_hpc", "Linux Enterprise High Performance Computing %s"),
          Map.entry("sle_hpc-ltss", "Linux Enterprise High Performance Computing %s-LTSS"),
          Map.entry("sle_hpc-espos", "Linux Enterprise High Performance Computing %s-ESPOS"),
          Map.entry("sle_rt", "Linux Enterprise Real Time %s"),
          Map.entry("sle-ha", "Linux Enterprise High Availability Extension %s"),
          Map.entry("sle-ha-geo", "Linux Enterprise High Availability GEO Extension %s"),
          Map.entry("sle-we", "Linux Enterprise Workstation Extension %s"),
          Map.entry("sle-sdk", "Linux Enterprise Software Development Kit %s"),
          Map.entry("sle-live-patching", "Linux Enterprise Live Patching %s"),
          Map.entry("sle-pos", "Linux Enterprise Point of Sale %s"),
          Map.entry("suse-microos", "Linux Enterprise Micro %s"),
          Map.entry("sle-micro", "Linux Enterprise Micro %s"),
          Map.entry("sl-micro", "Linux Enterprise Micro %s"),
          Map.entry("packagehub", "Package Hub %s"),
          Map.entry("ses", "Enterprise Storage %s"),
          Map.entry("suse-manager-server", "Manager Server %s"),
          Map.entry("suse-manager-proxy", "Manager Proxy %s"),
          Map.entry("suse-manager-retail-branch-server", "Manager Retail Branch Server %s"),
          Map.entry("suse-openstack-cloud", "OpenStack Cloud %s"),
          Map.entry("suse-openstack-cloud-crowbar", "OpenStack Cloud Crowbar %s"),
          Map.entry("sle-module-suse-manager-server", "Manager Server Module %s"),
          Map.entry("sle-module-suse-manager-proxy", "Manager Proxy Module %s"),
          Map.entry("sle-module-live-patching", "Linux Enterprise Live Patching %s"),
          Map.entry("sle-module-rt", "Real Time Module %s"));

  /** What advisories call a module, by what follows {@code sle-module-} in its name. */
  private static final Map<String, String> MODULES =
      Map.ofEntries(
          Map.entry("basesystem", "Basesystem"),
          Map.entry("server-applications", "Server Applications"),
          Map.entry("desktop-applications", "Desktop Applications"),
          Map.entry("development-tools", "Development Tools"),
          Map.entry("containers", "Containers"),
          Map.entry("hpc", "HPC"),
          Map.entry("legacy", "Legacy"),
          Map.entry("public-cloud", "Public Cloud"),
          Map.entry("python2", "Python 2"),
          Map.entry("python3", "Python 3"),
          Map.entry("sap-applications", "SAP Applications"),
          Map.entry("transactional-server", "Transactional Server"),
          Map.entry("web-scripting", "Web and Scripting"),
          Map.entry("packagehub-subpackages", "Package Hub"),
          Map.entry("adv-systems-management", "Advanced Systems Management"),
          Map.entry("toolchain", "Toolchain"),
          Map.entry("certifications", "Certifications"),
          Map.entry("cap-tools", "CAP"));

  private static final String MODULE = "sle-module-";

  private SuseProduct() {}

  static boolean isAt(String path) {
    return path.endsWith(".prod")
        && (path.startsWith("etc/products.d/") || path.startsWith("usr/lib/products.d/"));
  }

  static void read(InputStream xml, EvidenceSink found) throws IOException, MalformedEvidence {
    Map<String, String> values = values(xml);
    String name = values.get("name");
    String version = version(values);
    String product = name == null || version == null ? null : product(name, version);
    if (product != null) {
      found.found(
          new Distribution(
              Distribution.SUSE_PRODUCT, null, null, product, List.of(), List.of(product)));
    }
  }

  /** Null for a product that no advisory is about. */
  static @Nullable String product(String name, String version) {
    String lower = name.toLowerCase(Locale.ROOT);
    String known = PRODUCTS.get(lower);
    if (known == null && lower.startsWith(MODULE)) {
      String module = MODULES.get(lower.substring(MODULE.length()));
      known = module == null ? null : "Linux Enterprise Module for " + module + " %s";
    }
    if (known == null) {
      return null;
    }
    boolean hasServicePacks =
        (known.startsWith("Linux Enterprise") && !known.startsWith("Linux Enterprise Micro"))
            || known.startsWith("Package Hub")
            || known.startsWith("Real Time");
    return known.formatted(
        hasServicePacks && version.startsWith("1") && version.compareTo("16") < 0
            ? version.replaceFirst("\\.", " SP")
            : version);
  }

  private static @Nullable String version(Map<String, String> values) {
    String version = values.get("version");
    if (version == null && values.containsKey("baseversion")) {
      String patch = values.getOrDefault("patchlevel", "0");
      version = values.get("baseversion") + (patch.equals("0") ? "" : "." + patch);
    }
    return version == null || !version.matches("[0-9]{1,3}(\\.[0-9]{1,3})?")
        ? null
        : version.replaceFirst("\\.0$", version.startsWith("1") ? "" : ".0");
  }

  /** The texts directly below the root. */
  private static Map<String, String> values(InputStream content)
      throws IOException, MalformedEvidence {
    Map<String, String> values = new HashMap<>();
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(content);
      int depth = 0;
      for (int events = 0; xml.hasNext() && events < MOST_EVENTS; events++) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            depth++;
            if (depth == 2 && WANTED.contains(xml.getLocalName())) {
              String name = xml.getLocalName();
              String value = xml.getElementText().strip();
              depth--;
              if (!value.isEmpty() && value.length() <= LONGEST) {
                values.putIfAbsent(name, value);
              }
            }
          }
          case XMLStreamConstants.END_ELEMENT -> depth--;
          default -> {
            // Only elements matter.
          }
        }
      }
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException io) {
        throw io;
      }
      throw new MalformedEvidence("it is no XML file of a product", e);
    } catch (MissingResourceException e) {
      // The JDK has no words for what is wrong within a document type definition.
      throw new MalformedEvidence("it is no XML file of a product", e);
    }
    return values;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
