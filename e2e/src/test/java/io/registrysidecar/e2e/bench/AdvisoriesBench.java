package io.registrysidecar.e2e.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.registrysidecar.advisory.db.AdvisoryDatabase;
import io.registrysidecar.advisory.db.AdvisoryImport;
import io.registrysidecar.advisory.db.ImportProgress;
import io.registrysidecar.advisory.db.ImportResult;
import io.registrysidecar.advisory.match.MatchResult;
import io.registrysidecar.advisory.match.Matcher;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PurlComponents;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Imports advisories, opens the database, and matches 2,000 packages, every one of which has
 * advisories, in old versions: far more findings than an image has. Then, where BENCH_REPORT names
 * a report, what a real image has. Prints time, processor time and size.
 */
final class AdvisoriesBench {

  private static final int PACKAGES = 2_000;
  private static final int WARM_UP = 200;
  private static final int ROUNDS = 51;

  private AdvisoriesBench() {}

  public static void main(String[] arguments) throws Exception {
    List<Path> sources = Arrays.stream(arguments).map(Path::of).toList();
    Path file = Files.createTempDirectory("advisories-bench").resolve("advisories.db");
    try {
      imported(sources, file);
      opened(file);
      AdvisoryDatabase database = AdvisoryDatabase.open(file);
      matched(database, AffectedPackages.of(sources, PACKAGES));
      String report = System.getenv("BENCH_REPORT");
      if (report != null) {
        matched(database, components(Path.of(report)));
      }
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(file.resolveSibling(".advisories.db.lock"));
      Files.deleteIfExists(file.resolveSibling(""));
    }
  }

  private static void imported(List<Path> sources, Path file) throws IOException {
    long begun = System.nanoTime();
    ImportResult result =
        new AdvisoryImport(InstantSource.system()).run(sources, file, ImportProgress.NONE);
    System.out.printf("records                    %,12d%n", result.info().records());
    System.out.printf(
        "rows                       %,12d%n",
        result.info().rows().values().stream().mapToInt(Integer::intValue).sum());
    System.out.printf("import, wall             s %12.1f%n", (System.nanoTime() - begun) / 1e9);
    System.out.printf("import, processor        s %12.1f%n", processorNanos() / 1e9);
    System.out.printf(
        "within a heap of        MB %12.0f%n", Runtime.getRuntime().maxMemory() / 1e6);
    System.out.printf("file                    MB %12.1f%n", Files.size(file) / 1e6);
  }

  private static void opened(Path file) throws IOException {
    long[] nanos = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long begun = System.nanoTime();
      AdvisoryDatabase.open(file);
      nanos[i] = System.nanoTime() - begun;
    }
    System.out.printf("open, first             ms %12.1f%n", nanos[0] / 1e6);
    System.out.printf("open, median            ms %12.1f%n", median(nanos) / 1e6);
  }

  /** The components of a scan's JSON report, by their package URLs. */
  private static List<Component> components(Path report) throws IOException, MalformedEvidence {
    List<Component> components = new ArrayList<>();
    for (JsonNode component : new ObjectMapper().readTree(report.toFile()).path("components")) {
      components.add(PurlComponents.of(component.path("purl").asText(), null));
    }
    return components;
  }

  private static void matched(AdvisoryDatabase database, List<Component> components)
      throws IOException {
    Inventory inventory = new Inventory(null, components, List.of());
    Matcher matcher = new Matcher(InstantSource.system(), Matcher.DEFAULT_STALE_AFTER);
    MatchResult result = matcher.match(inventory, database);
    for (int i = 0; i < WARM_UP; i++) {
      result = matcher.match(inventory, database);
    }
    long[] nanos = new long[ROUNDS];
    long before = processorNanos();
    for (int i = 0; i < ROUNDS; i++) {
      long begun = System.nanoTime();
      result = matcher.match(inventory, database);
      nanos[i] = System.nanoTime() - begun;
    }
    System.out.printf("packages                   %,12d%n", inventory.components().size());
    System.out.printf("findings                   %,12d%n", result.findings().size());
    long used = processorNanos() - before;
    long median = median(nanos);
    System.out.printf("match, fastest          ms %12.1f%n", nanos[0] / 1e6);
    System.out.printf("match, median           ms %12.1f%n", median / 1e6);
    System.out.printf("match, processor        ms %12.1f%n", used / 1e6 / ROUNDS);
  }

  /** Sorts {@code nanos}. */
  private static long median(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2];
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
