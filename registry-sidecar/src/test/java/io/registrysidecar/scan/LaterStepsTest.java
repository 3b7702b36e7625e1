package io.registrysidecar.scan;

import static io.registrysidecar.scan.Sources.NOON;
import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.Installed.fullInventoryOf;
import static io.registrysidecar.testing.TestImage.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.ImageTree;
import io.registrysidecar.image.ImageTrees;
import io.registrysidecar.image.PlatformFilter;
import io.registrysidecar.image.PlatformImage;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.policy.Judge;
import io.registrysidecar.report.ImageFacts;
import io.registrysidecar.report.PlatformResult;
import io.registrysidecar.scan.ScanState.Assemble;
import io.registrysidecar.scan.ScanState.Done;
import io.registrysidecar.scan.ScanState.End;
import io.registrysidecar.scan.ScanState.Failed;
import io.registrysidecar.scan.ScanState.Match;
import io.registrysidecar.scan.ScanState.Publish;
import io.registrysidecar.scan.ScanState.ScanPlatforms;
import io.registrysidecar.scan.ScanState.Unsupported;
import io.registrysidecar.scan.ScanState.Waiting;
import io.registrysidecar.schema.CoverageStatus;
import io.registrysidecar.schema.Report;
import io.registrysidecar.schema.ScannerInfo;
import io.registrysidecar.schema.Verdict;
import io.registrysidecar.schema.VerdictResult;
import io.registrysidecar.testing.TestImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The states that follow when the layers were read. */
class LaterStepsTest {

  private static final ScannerInfo SCANNER = new ScannerInfo("registry-sidecar", "test");

  private final TestImage built = image().layer(debian(12), dpkg("openssl", "3.0.11")).build();
  private final Inventory inventory = fullInventoryOf(built);
  private final ImageFacts facts =
      new ImageFacts(
          "registry.test/team/app",
          built.self().digest(),
          built.self().mediaType(),
          new Platform("linux", "amd64", null),
          List.of("1.0"),
          List.of(built.layer(0)));
  private final Ledger ledger =
      new NoLedger(List.of("1.0"), BaseImages.OWN_WORDS, KnownSightings.NONE);
  private final CpuPool pool = new CpuPool("match-", 1);

  @TempDir Path directory;
  private ImageSource source;
  private Scan scan;

  @BeforeEach
  void open() throws Exception {
    source = Sources.of(built, directory.resolve("image"));
    scan = Sources.scan(source);
  }

  @AfterEach
  void close() {
    source.close();
    pool.close();
  }

  @Test
  void matchingAddsWhatIsWrong() throws Exception {
    var step = new MatchStep(() -> Known.that("7", "openssl"), ledger, pool, VexSources.NONE);

    ScanState next = step.run(scan, new Match(built.self(), facts, inventory, List.of()));

    assertThat(next).isInstanceOf(Assemble.class);
    var material = (Material.OfImage) ((Assemble) next).material();
    assertThat(material.judgement().findings())
        .extracting(Finding::id)
        .containsExactly("CVE-2026-openssl");
    assertThat(material.judgement().advisories().version()).isEqualTo("7");
  }

  @Test
  void whatIsSaidOfAnInventoryIsSaidAgainUntilMoreIsKnown() throws Exception {
    var knowledge = new AtomicReference<Knowledge>(Known.that("7", "openssl"));
    var step = new MatchStep(knowledge::get, ledger, pool, VexSources.NONE);
    Match state = new Match(built.self(), facts, inventory, List.of());
    List<Finding> once = findings(step.run(scan, state));

    assertThat(findings(step.run(scan, state))).hasSize(1).isEqualTo(once);

    knowledge.set(Known.that("8"));
    assertThat(findings(step.run(scan, state))).isEmpty();
  }

  private static List<Finding> findings(ScanState next) {
    return ((Material.OfImage) ((Assemble) next).material()).judgement().findings();
  }

  @Test
  void aDamagedDatabaseIsWaitedForRatherThanBelieved() throws Exception {
    var step = new MatchStep(DamagedKnowledge::new, ledger, pool, VexSources.NONE);

    ScanState next = step.run(scan, new Match(built.self(), facts, inventory, List.of()));

    assertThat(next).isEqualTo(new Waiting("the database is damaged", null));
  }

  @Test
  void theReportSaysWhatWasFoundAndWhatWasNotRead() throws Exception {
    var step = assembling(Judge.NO_POLICY, InstantSource.fixed(NOON.plusSeconds(5)));
    var judgement = Known.that("7", "openssl").judge(inventory, null);
    var notes = List.of(CoverageNote.of("layer-unreadable", "A layer is missing."));
    var material = new Material.OfImage(built.self(), facts, inventory, judgement, notes);

    ScanState next = step.run(scan, new Assemble(material));

    Report report = ((Publish) next).report();
    assertThat(((Publish) next).subject()).isEqualTo(built.self());
    assertThat(report.findings()).hasSize(1);
    assertThat(report.coverage().status()).isEqualTo(CoverageStatus.PARTIAL);
    assertThat(report.scan().startedAt()).isEqualTo(NOON);
    assertThat(report.scan().finishedAt()).isEqualTo(NOON.plusSeconds(5));
    assertThat(report.scan().scanner()).isEqualTo(SCANNER);
  }

  @Test
  void theReportCarriesTheVerdictOfThePolicy() throws Exception {
    Verdict failed = new Verdict(VerdictResult.FAILED, List.of("no"));
    var step = assembling(_ -> failed, InstantSource.fixed(NOON));
    var judgement = Known.that("7", "openssl").judge(inventory, null);
    var material = new Material.OfImage(built.self(), facts, inventory, judgement, List.of());

    ScanState next = step.run(scan, new Assemble(material));

    assertThat(((Publish) next).report().verdict()).isEqualTo(failed);
  }

  @Test
  void aClockThatIsSetBackDoesNotEndAScanBeforeItBegan() throws Exception {
    var step = assembling(Judge.NO_POLICY, InstantSource.fixed(NOON.minus(Duration.ofHours(1))));
    var judgement = Knowledge.NOTHING.judge(inventory, null);
    var material = new Material.OfImage(built.self(), facts, inventory, judgement, List.of());

    ScanState next = step.run(scan, new Assemble(material));

    assertThat(((Publish) next).report().scan().finishedAt()).isEqualTo(NOON);
  }

  @Test
  void aPlatformThatCannotBeScannedIsSaidInTheRollUp() throws Exception {
    ScanState next = platforms(new Unsupported("It is a chart."));

    var material = (Material.OfIndex) ((Assemble) next).material();
    assertThat(material.platforms())
        .singleElement()
        .isInstanceOfSatisfying(
            PlatformResult.NotScanned.class,
            platform -> assertThat(platform.reason()).isEqualTo("It is a chart."));
  }

  @Test
  void aPlatformWhoseResultCouldNotBeWrittenIsInTheRollUpAllTheSame() throws Exception {
    Report report = report();

    ScanState next = platforms(new Failed("The quota is reached.", Optional.of(report)));

    var material = (Material.OfIndex) ((Assemble) next).material();
    assertThat(material.platforms()).containsExactly(new PlatformResult.Scanned(report));
  }

  @Test
  void aPlatformThatHasToWaitMakesTheIndexWait() throws Exception {
    var waiting = new Waiting("The registry is away.", null);

    assertThat(platforms(waiting)).isEqualTo(waiting);
  }

  @Test
  void theOtherPlatformsAreScannedBeforeTheIndexWaits() throws Exception {
    Deque<End> ends = new ArrayDeque<>();
    ends.add(new Waiting("The registry is away.", null));
    ends.add(new Done(report(), List.of(), 3));
    var step = new ScanPlatformsStep((index, image) -> ends.remove());
    ImageTree tree = tree();
    PlatformImage image = tree.images().getFirst();

    step.run(scan, new ScanPlatforms(new ImageTree(tree.root(), List.of(image, image), List.of())));

    assertThat(ends).isEmpty();
  }

  private ScanState platforms(End end) throws Exception {
    return new ScanPlatformsStep((index, image) -> end).run(scan, new ScanPlatforms(tree()));
  }

  private AssembleStep assembling(Judge judge, InstantSource clock) {
    var verdicts = new Verdicts(judge, SignatureLookup.NONE);
    return new AssembleStep(ledger, SCANNER, verdicts, new Endings(clock), clock);
  }

  private ImageTree tree() throws Exception {
    return ImageTrees.read(source, PlatformFilter.all());
  }

  private Report report() throws Exception {
    var step = assembling(Judge.NO_POLICY, InstantSource.fixed(NOON));
    var judgement = Known.that("7", "openssl").judge(inventory, null);
    var material = new Material.OfImage(built.self(), facts, inventory, judgement, List.of());
    return ((Publish) step.run(scan, new Assemble(material))).report();
  }

  /** What a database says whose file has gone bad. */
  private static final class DamagedKnowledge implements Knowledge {
    @Override
    public String version() {
      return "7";
    }

    @Override
    public Judgement judge(Inventory ignored, @Nullable Platform platform)
        throws UnusableKnowledge {
      throw damaged();
    }

    @Override
    public List<Finding> judge(Component ignored) throws UnusableKnowledge {
      throw damaged();
    }

    private static UnusableKnowledge damaged() {
      return new UnusableKnowledge("the database is damaged", new IOException("bad block"));
    }
  }
}
