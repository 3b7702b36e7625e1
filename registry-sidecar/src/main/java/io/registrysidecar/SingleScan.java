package io.registrysidecar;

import io.registrysidecar.config.Configuration;
import io.registrysidecar.image.ScratchSpace;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.oci.client.http.TargetRefused;
import io.registrysidecar.oci.client.http.Transport;
import io.registrysidecar.publish.FileLocks;
import io.registrysidecar.publish.ResultSigning;
import io.registrysidecar.scan.BaseImages;
import io.registrysidecar.scan.EvidenceCache;
import io.registrysidecar.scan.KnownSightings;
import io.registrysidecar.scan.Publishing;
import io.registrysidecar.scan.ScanPipeline;
import io.registrysidecar.scan.Stated;
import io.registrysidecar.scan.StoredBaseImages;
import io.registrysidecar.scan.StoredEvidence;
import io.registrysidecar.scan.StoredStatements;
import io.registrysidecar.sign.key.KeyFailure;
import io.registrysidecar.sign.key.KeyRing;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.StoreException;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the command that scans one image needs, wired together. Layers are remembered in the state
 * directory, which the service may use at the same time; where there is none to be had, the scan
 * goes on without.
 */
public final class SingleScan implements AutoCloseable {

  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final ScanPipeline pipeline;
  private Optional<Store> existing = Optional.empty();
  private boolean looked;

  private SingleScan(
      Configuration configuration,
      Path database,
      Map<String, String> environment,
      String version,
      boolean remember,
      Consumer<String> warn)
      throws IOException {
    Clock clock = Clock.systemUTC();
    KeyRing keys = SigningKeyRing.of(configuration, environment, clock);
    ResultSigning signing = SigningKeyRing.results(configuration, keys, version, clock);
    ScanWiring wiring =
        new ScanWiring(
            configuration,
            database,
            ScratchSpace.within(
                Path.of(System.getProperty("java.io.tmpdir")),
                configuration.layers().scratchBytes().bytes()),
            version,
            trust(configuration, keys, clock, warn),
            SigningKeyRing.own(signing),
            SingleScan::fetchesNothing,
            clock);
    closing.push(wiring);
    Optional<Store> remembered =
        remember ? store(configuration.state(), clock, warn) : Optional.empty();
    this.pipeline =
        new ScanPipeline(
            wiring.parts(),
            remembered
                .<EvidenceCache>map(store -> new StoredEvidence(store.layerEvidence(), clock))
                .orElse(EvidenceCache.NONE),
            new Publishing(locks(configuration.state()), signing),
            remembered
                .<BaseImages>map(
                    store -> new StoredBaseImages(store.images(), wiring.parts().knowledge()))
                .orElse(BaseImages.OWN_WORDS),
            remembered.map(store -> sightings(store, configuration)).orElse(KnownSightings.NONE),
            stated(
                configuration,
                clock,
                () -> remember ? remembered : existing(configuration.state(), clock, warn)),
            () -> UUID.randomUUID().toString());
  }

  /**
   * Wires.
   *
   * @param database the advisory database, which need not be there
   * @param environment where the password of the keys may be
   * @param version of this program
   * @param remember whether what is found in layers is remembered, and used when it was before
   * @param warn told, in one sentence, when nothing can be remembered
   * @throws IOException if something that is configured cannot be used
   */
  public static SingleScan open(
      Configuration configuration,
      Path database,
      Map<String, String> environment,
      String version,
      boolean remember,
      Consumer<String> warn)
      throws IOException {
    return new SingleScan(configuration, database, environment, version, remember, warn);
  }

  /**
   * What undoes the compression of layers under {@code configuration}, for people.
   *
   * @throws IOException if what is configured cannot be used here; the message says what to do
   */
  public static String decompression(Configuration configuration) throws IOException {
    return ScanWiring.decompressors(configuration).description();
  }

  /** Scans. */
  public ScanPipeline pipeline() {
    return pipeline;
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      Closing.close(closing.pop());
    }
  }

  private static TrustWiring trust(
      Configuration configuration, KeyRing keys, Clock clock, Consumer<String> warn)
      throws IOException {
    try {
      return TrustWiring.of(configuration, keys, clock);
    } catch (CannotStart e) {
      throw new IOException(e.getMessage(), e);
    } catch (KeyFailure e) {
      warn.accept("signatures are not checked: " + e.getMessage());
      return TrustWiring.ofNobody(keys, String.valueOf(e.getMessage()));
    }
  }

  /** What the service on this machine has noted, where it looks after the same registry. */
  private static KnownSightings sightings(Store store, Configuration configuration) {
    var registries = new ConfiguredRegistries(configuration.registries());
    return (repository, found) -> {
      int slash = repository.indexOf('/');
      Optional<String> name =
          slash < 0 ? Optional.empty() : registries.nameOf(repository.substring(0, slash));
      return name.isEmpty()
          ? Map.of()
          : store
              .sightings()
              .of(name.get(), new RepositoryName(repository.substring(slash + 1)), found);
    };
  }

  private Optional<Store> store(Path state, Clock clock, Consumer<String> warn) {
    try {
      Store store = SqliteStore.open(state, clock.instant());
      closing.push(store);
      return Optional.of(store);
    } catch (StoreException e) {
      warn.accept(
          "layers are read but not remembered, and what operators stated is not known: "
              + e.getMessage());
      return Optional.empty();
    }
  }

  /** The state of the service on this machine, if there is one; opened when first asked for. */
  private synchronized Optional<Store> existing(Path state, Clock clock, Consumer<String> warn) {
    if (!looked) {
      looked = true;
      existing = Files.isDirectory(state) ? store(state, clock, warn) : Optional.empty();
    }
    return existing;
  }

  /**
   * What operators say of the images of the service on this machine. Its state is opened only for
   * an image of a registry that it looks after.
   */
  private static Stated stated(
      Configuration configuration, Clock clock, Supplier<Optional<Store>> state) {
    var registries = new ConfiguredRegistries(configuration.registries());
    return (repository, manifest) ->
        registries
            .image(repository, manifest)
            .flatMap(
                image -> state.get().map(store -> new StoredStatements(store, clock).of(image)))
            .orElse(List.of());
  }

  private static Transport fetchesNothing(URI address) {
    return call -> {
      throw new TargetRefused("only the service fetches documents");
    };
  }

  /** Shared with the service on this machine, if there is one. */
  private SubjectLock locks(Path state) throws IOException {
    if (!Files.isWritable(state)) {
      return SubjectLock.inProcess();
    }
    FileLocks locks = new FileLocks(state.resolve(Sidecar.LOCKS));
    closing.push(locks);
    return locks;
  }
}
