package io.registrysidecar.report;

import io.registrysidecar.schema.ComponentInfo;
import io.registrysidecar.schema.CoverageStatement;
import io.registrysidecar.schema.LayerInfo;
import io.registrysidecar.schema.OsInfo;
import io.registrysidecar.schema.PlatformInfo;
import io.registrysidecar.schema.Report;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An SPDX 2.3 document about an image, in whatever syntax it is written. The image contains its
 * layers, the layers what they brought in; distribution packages contain what they own.
 *
 * <p>It lists no files: clause 8.4 wants a SHA-1 of each, which would be computed for every file of
 * evidence and serve nothing else. The SHA-256 of evidence is in CycloneDX and in the report.
 *
 * @param name the document's name
 * @param created when the image was scanned; SPDX insists
 * @param creator the tool
 * @param comment what could not be read, or null when there is nothing to say
 * @param packages the image, its layers or platforms, the distribution, the components
 * @param relationships between them
 * @param extractedLicenses licences that are not on the SPDX list: as stated, by identifier
 */
record SpdxDocument(
    String name,
    Instant created,
    String creator,
    @Nullable String comment,
    List<SpdxPackage> packages,
    List<Relationship> relationships,
    Map<String, String> extractedLicenses) {

  static final String DOCUMENT = "DOCUMENT";

  private static final String IMAGE = "Image";
  private static final String OS = "OperatingSystem";
  private static final String CONTAINS = "CONTAINS";
  private static final String DEPENDS_ON = "DEPENDS_ON";

  /**
   * How two elements relate (clause 11).
   *
   * @param from identifier of the one, without {@code SPDXRef-}
   * @param type the relationship
   * @param to identifier of the other
   */
  record Relationship(String from, String type, String to) {}

  static SpdxDocument of(Report report) {
    return new Making(report).document();
  }

  /** Collects what goes into one document. */
  private static final class Making {

    private final Report report;
    private final List<SpdxPackage> packages = new ArrayList<>();
    private final Set<Relationship> relationships = new LinkedHashSet<>();
    private final Map<String, String> layerIds = new LinkedHashMap<>();
    private final SpdxLicenses licenses = new SpdxLicenses();

    Making(Report report) {
      this.report = report;
    }

    SpdxDocument document() {
      image();
      layers();
      platforms();
      operatingSystem();
      components();
      return new SpdxDocument(
          new ImageName(report.image()).reference(),
          report.scan().finishedAt().truncatedTo(ChronoUnit.SECONDS),
          report.scan().scanner().name() + "-" + report.scan().scanner().version(),
          unread(),
          packages,
          List.copyOf(relationships),
          licenses.extracted());
    }

    private void image() {
      SpdxPackage image =
          SpdxPackage.of(IMAGE, report.image().repository(), report.image().digest(), "CONTAINER");
      packages.add(
          new SpdxPackage(
              image.id(),
              image.name(),
              image.version(),
              image.purpose(),
              image.sha256(),
              null,
              null,
              report.image().platform() == null ? null : "platform " + report.image().platform(),
              image.license(),
              new ImageName(report.image()).purl().orElse(null)));
      relate(DOCUMENT, "DESCRIBES", IMAGE);
    }

    private void layers() {
      int number = 0;
      for (LayerInfo layer : report.layers()) {
        number++;
        String id = "Layer-" + number;
        if (layerIds.putIfAbsent(layer.digest(), id) == null) {
          packages.add(SpdxPackage.of(id, "layer " + number, layer.digest(), "ARCHIVE"));
          relate(IMAGE, CONTAINS, id);
        }
      }
    }

    private void platforms() {
      int number = 0;
      for (PlatformInfo platform : report.platforms()) {
        number++;
        String id = "Platform-" + number;
        packages.add(SpdxPackage.of(id, platform.platform(), platform.digest(), "CONTAINER"));
        relate(IMAGE, CONTAINS, id);
      }
    }

    private void operatingSystem() {
      OsInfo os = report.os();
      if (os != null) {
        packages.add(
            new SpdxPackage(
                OS,
                os.id(),
                os.version().isEmpty() ? null : os.version(),
                "OPERATING_SYSTEM",
                null,
                null,
                null,
                os.name().isEmpty() ? null : os.name(),
                SpdxPackage.NO_ASSERTION,
                null));
        relate(IMAGE, CONTAINS, OS);
      }
    }

    private void components() {
      Map<String, List<ComponentInfo>> byPurl =
          report.components().stream()
              .collect(
                  Collectors.groupingBy(
                      ComponentInfo::purl, LinkedHashMap::new, Collectors.toList()));
      byPurl.forEach((purl, places) -> {
        SpdxPackage component = SpdxPackage.of(purl, places, licenses);
        packages.add(component);
        for (ComponentInfo place : places) {
          relate(layerIds.getOrDefault(place.layer(), IMAGE), CONTAINS, component.id());
        }
        CycloneDxComponent.owners(places).stream()
            .filter(byPurl::containsKey)
            .forEach(owner -> relate(SpdxPackage.idOf(owner), CONTAINS, component.id()));
        places.stream()
            .flatMap(place -> place.dependsOn().stream())
            .distinct()
            .sorted()
            .filter(byPurl::containsKey)
            .forEach(needed -> relate(component.id(), DEPENDS_ON, SpdxPackage.idOf(needed)));
        relate(IMAGE, DEPENDS_ON, component.id());
      });
    }

    private void relate(String from, String type, String to) {
      relationships.add(new Relationship(from, type, to));
    }

    private @Nullable String unread() {
      List<CoverageStatement> gaps =
          report.coverage().statements().stream().filter(gap -> gap.layer() != null).toList();
      return gaps.isEmpty()
          ? null
          : gaps.stream()
              .map(gap ->
                  gap.layer() + (gap.path() == null ? "" : " " + gap.path()) + ": " + gap.message())
              .collect(Collectors.joining(" ", "Not everything was read. ", ""));
    }
  }
}
