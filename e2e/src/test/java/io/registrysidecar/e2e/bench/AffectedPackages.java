package io.registrysidecar.e2e.bench;

import io.registrysidecar.advisory.feed.Enrichment;
import io.registrysidecar.advisory.feed.FeedLimits;
import io.registrysidecar.advisory.feed.MalformedRecord;
import io.registrysidecar.advisory.feed.OsvFeed;
import io.registrysidecar.advisory.feed.OsvParser;
import io.registrysidecar.advisory.feed.OsvRecord;
import io.registrysidecar.advisory.feed.OsvRecord.Affected;
import io.registrysidecar.advisory.feed.RawRecord;
import io.registrysidecar.advisory.feed.RecordSink;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Packages that advisories are about, in the version that the first of these was fixed in. */
final class AffectedPackages implements RecordSink {

  /** One in so many: half of them of a distribution, as in an image. */
  private static final Map<String, Integer> SHARES =
      Map.of("Debian:12", 2, "npm", 8, "PyPI", 8, "Maven", 8, "Go", 8);

  private final OsvParser parser = new OsvParser(FeedLimits.DEFAULT);
  private final Map<String, Map<String, Component>> found = new LinkedHashMap<>();
  private final int count;

  private AffectedPackages(int count) {
    this.count = count;
  }

  static List<Component> of(List<Path> sources, int count) throws IOException {
    AffectedPackages packages = new AffectedPackages(count);
    for (Path source : sources) {
      new OsvFeed(FeedLimits.DEFAULT).read(source, packages);
    }
    return packages.found.values().stream()
        .flatMap(of -> of.values().stream())
        .limit(count)
        .toList();
  }

  @Override
  public void record(RawRecord raw) {
    try {
      if (parser.parse(raw) instanceof OsvRecord record) {
        record.affected().forEach(this::affected);
      }
    } catch (MalformedRecord e) {
      rejected(e);
    }
  }

  @Override
  public void advisory(OsvRecord record) {
    record.affected().forEach(this::affected);
  }

  private void affected(Affected affected) {
    Integer share = SHARES.get(affected.ecosystem());
    Optional<String> version =
        affected.ranges().stream()
            .flatMap(range -> range.events().stream())
            .filter(event -> event.kind().equals("fixed"))
            .map(OsvRecord.Event::version)
            .findFirst();
    if (share != null && version.isPresent()) {
      Map<String, Component> of =
          found.computeIfAbsent(affected.ecosystem(), any -> new LinkedHashMap<>());
      if (of.size() < count / share) {
        of.putIfAbsent(
            affected.name(), component(affected.ecosystem(), affected.name(), version.get()));
      }
    }
  }

  private static Component component(String ecosystem, String name, String version) {
    int colon = ecosystem.indexOf(':');
    return new Component(
        "pkg:generic/" + name + "@" + version,
        colon < 0 ? ecosystem : ecosystem.substring(0, colon),
        colon < 0 ? null : ecosystem.substring(colon + 1),
        name,
        version,
        null,
        null,
        Digest.sha256(new byte[0]),
        List.of(),
        null,
        List.of());
  }

  /** The import has counted it. */
  @Override
  public void rejected(MalformedRecord record) {}

  @Override
  public void enrichment(Enrichment entry) {}

  @Override
  public void fileDone(String name) {}
}
