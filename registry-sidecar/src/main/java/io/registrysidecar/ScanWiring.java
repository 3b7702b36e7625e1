package io.registrysidecar;

import io.registrysidecar.advisory.db.AdvisoryDatabases;
import io.registrysidecar.advisory.match.Matcher;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.config.LayerSettings;
import io.registrysidecar.config.VexSettings;
import io.registrysidecar.image.DetectorLimits;
import io.registrysidecar.image.ImageLimits;
import io.registrysidecar.image.LayerContext;
import io.registrysidecar.image.LayerLimits;
import io.registrysidecar.image.ScratchSpace;
import io.registrysidecar.image.inflate.Decompressors;
import io.registrysidecar.inventory.Detectors;
import io.registrysidecar.inventory.maven.ArchiveLimits;
import io.registrysidecar.oci.client.http.Transport;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.policy.PolicyException;
import io.registrysidecar.policy.PolicyFile;
import io.registrysidecar.scan.AdvisoryKnowledge;
import io.registrysidecar.scan.CpuPool;
import io.registrysidecar.scan.LayerThreads;
import io.registrysidecar.scan.OwnResults;
import io.registrysidecar.scan.ScanParts;
import io.registrysidecar.scan.VexBelief;
import io.registrysidecar.scan.VexSources;
import io.registrysidecar.scan.VexUrls;
import io.registrysidecar.schema.ScannerInfo;
import io.registrysidecar.sign.sigstore.MalformedDocument;
import io.registrysidecar.sign.sigstore.SigstoreTrust;
import io.registrysidecar.sign.sigstore.SigstoreVerifier;
import io.registrysidecar.sign.sigstore.TrustedKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What scans need, wired from a configuration: for the service, and for a single command. */
final class ScanWiring implements AutoCloseable {

  private static final String SCANNER = "registry-sidecar";

  private final LayerThreads readers;
  private final CpuPool matchers;
  private final AdvisoryDatabases advisories;
  private final @Nullable PolicyFile policy;
  private final Optional<VexUrls> urls;
  private final VexSources vex;
  private final ScanParts parts;
  private final LongAdder layerBytes = new LongAdder();

  /**
   * Wires.
   *
   * @param database the advisory database, which need not be there
   * @param scratch where files of layers are put that need random access
   * @param version of this program
   * @param trust whom scans believe
   * @param own knows what this installation has attached itself
   * @param servers speaks to web servers
   * @throws IOException if what is to inflate layers cannot be used
   */
  ScanWiring(
      Configuration configuration,
      Path database,
      ScratchSpace scratch,
      String version,
      TrustWiring trust,
      OwnResults own,
      Function<URI, Transport> servers,
      Clock clock)
      throws IOException {
    LayerSettings limits = configuration.layers();
    Decompressors decompressors = decompressors(configuration);
    this.readers = new LayerThreads(configuration.workers());
    this.matchers = new CpuPool("match-", configuration.workers());
    this.advisories = new AdvisoryDatabases(database);
    this.policy =
        configuration.policy() == null ? null : new PolicyFile(configuration.policy(), clock);
    VexBelief belief =
        new VexBelief(authors(configuration.vex(), clock), configuration.vex().requireSignature());
    this.urls =
        configuration.vex().urls().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new VexUrls(
                    configuration.vex().urls(),
                    configuration.state().resolve("vex"),
                    servers,
                    belief,
                    clock));
    this.vex =
        new VexSources(
            configuration.vex().files(), urls, belief.authors(), belief.requireSignature(), own);
    this.parts =
        new ScanParts(
            new ScannerInfo(SCANNER, version),
            Detectors.all(archives(limits)),
            new LayerContext(limits(limits), scratch, System::nanoTime, layerBytes::add)
                .with(decompressors)
                .byContents(limits.partial()),
            readers,
            matchers,
            new AdvisoryKnowledge(
                advisories,
                new Matcher(
                    clock, configuration.advisories().staleAfter(), configuration.workers() - 1)),
            policy == null ? Judge.NO_POLICY : policy,
            trust.signatures(),
            clock,
            trust.provenance(),
            vex);
  }

  /** What is said of vulnerabilities outside of registries. */
  VexSources vex() {
    return vex;
  }

  /** Documents on web servers; empty if there are none. */
  Optional<VexUrls> urls() {
    return urls;
  }

  private static Optional<SigstoreVerifier> authors(VexSettings settings, Clock clock)
      throws IOException {
    List<TrustedKeys.TrustedKey> keys = new ArrayList<>();
    try {
      for (Path file : settings.authors()) {
        keys.addAll(TrustedKeys.parse(file.getFileName().toString(), Files.readAllBytes(file)));
      }
      return keys.isEmpty()
          ? Optional.empty()
          : Optional.of(new SigstoreVerifier(SigstoreTrust.of(TrustedKeys.of(keys)), clock));
    } catch (MalformedDocument e) {
      throw new IOException("read the keys under vex.authors: " + e.getMessage(), e);
    }
  }

  ScanParts parts() {
    return parts;
  }

  /** How many bytes of layers were read until now, as they are stored. */
  LongAdder layerBytes() {
    return layerBytes;
  }

  /** Whether there is a policy that cannot be used. */
  boolean isPolicyUnusable() {
    return policy != null && !policy.isUsable();
  }

  /**
   * Reads the policy, if there is one, so that a bad one is noticed before there is anything to
   * judge.
   *
   * @throws PolicyException if it cannot be used
   */
  void checkPolicy() throws PolicyException {
    if (policy != null) {
      policy.load();
    }
  }

  AdvisoryDatabases advisories() {
    return advisories;
  }

  @Override
  public void close() {
    readers.close();
    matchers.close();
  }

  /**
   * What undoes the compression of layers.
   *
   * @throws IOException if what is configured cannot be used here
   */
  static Decompressors decompressors(Configuration configuration) throws IOException {
    return Decompressors.choose(
        switch (configuration.inflate()) {
          case AUTO -> Decompressors.Wanted.AUTO;
          case ISAL -> Decompressors.Wanted.ISAL;
          case LIBDEFLATE -> Decompressors.Wanted.LIBDEFLATE;
          case JDK -> Decompressors.Wanted.JDK;
        });
  }

  private static LayerLimits limits(LayerSettings settings) {
    return new LayerLimits(
        settings.entries(),
        settings.pathBytes(),
        settings.pathDepth(),
        settings.plainBytes().bytes(),
        settings.ratio(),
        settings.fileBytes().bytes(),
        settings.randomAccessBytes().bytes(),
        settings.time(),
        settings.checkDiffId(),
        new DetectorLimits(
            settings.detectorTime(),
            settings.detectorFileTime(),
            settings.detectorBytes().bytes(),
            settings.evidenceBytes().bytes()),
        new ImageLimits(
            settings.imageEntries(),
            settings.imagePlainBytes().bytes(),
            settings.imageRatio(),
            settings.imageEvidenceBytes().bytes()));
  }

  private static ArchiveLimits archives(LayerSettings settings) {
    return new ArchiveLimits(
        settings.archiveDepth(),
        settings.archiveEntries(),
        settings.archivePlainBytes().bytes(),
        settings.archiveRatio());
  }
}
