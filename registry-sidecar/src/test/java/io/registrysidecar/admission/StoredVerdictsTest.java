package io.registrysidecar.admission;

import static io.registrysidecar.store.Samples.NOON;
import static io.registrysidecar.store.Samples.digest;
import static io.registrysidecar.store.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.schema.MediaTypes;
import io.registrysidecar.schema.SignatureInfo;
import io.registrysidecar.schema.VerdictResult;
import io.registrysidecar.store.Artifact;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageListener;
import io.registrysidecar.store.ImageResult;
import io.registrysidecar.store.ImageState;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.ObservedStore;
import io.registrysidecar.store.SeverityCounts;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real state tells, and which of its changes are heard. */
class StoredVerdictsTest {

  private static final ImageKey IMAGE = image("a");
  private static final String NOTARY = "application/vnd.cncf.notary.signature";

  @TempDir Path folder;

  private final List<String> heard = new ArrayList<>();
  private Store store;
  private ImageStore images;
  private StoredVerdicts verdicts;

  @BeforeEach
  void open() {
    store =
        new ObservedStore(
            SqliteStore.open(folder, NOON),
            new ImageListener() {
              @Override
              public void changed(ImageKey image) {
                heard.add("changed " + image);
              }

              @Override
              public void moved(String registry, RepositoryName repository, String tag) {
                heard.add("moved " + registry + "/" + repository + ":" + tag);
              }
            });
    images = store.images();
    verdicts = new StoredVerdicts(images, store.publications());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void ofAnImageThatNobodyToldOfNothingIsKnown() {
    assertThat(verdicts.read(IMAGE)).isEqualTo(new Knowledge.Unheard());
  }

  @Test
  void anImageThatWasPushedIsPendingSinceThen() {
    images.seen(IMAGE, NOON);

    assertThat(verdicts.read(IMAGE)).isEqualTo(new Knowledge.Pending(NOON));
  }

  @Test
  void pushingItAgainBeforeItIsScannedGivesNoMoreTime() {
    images.seen(IMAGE, NOON);
    images.seen(IMAGE, NOON.plusSeconds(900));

    assertThat(verdicts.read(IMAGE)).isEqualTo(new Knowledge.Pending(NOON));
  }

  @Test
  void aReportGivesItsVerdict() {
    scanned(
        "{\"components\":[{\"verdict\":{\"result\":\"PASSED\"}}],\"verdict\":"
            + "{\"result\":\"FAILED\",\"reasons\":[\"one\",\"two\"]},\"summary\":{}}");

    KnownVerdict known = judged();
    assertThat(known.verdict().result()).isEqualTo(VerdictResult.FAILED);
    assertThat(known.verdict().reasons()).containsExactly("one", "two");
    assertThat(known.scannedAt()).isEqualTo(NOON);
    assertThat(known.caveat()).isEmpty();
  }

  @Test
  void aReportWithoutAVerdictIsNoVerdict() {
    scanned("{\"components\":[]}");

    assertThat(verdicts.read(IMAGE))
        .isEqualTo(
            new Knowledge.Unscannable("its report cannot be read: a stored report has no verdict"));
  }

  @Test
  void theSignersAreThoseOfTheReport() {
    scanned(
        """
        {"audit":{"signatures":[{"kind":"notation","result":"untrusted"}]},
         "signatures":[{"form":"notary","signer":"CN=a","issuer":"CN=b","roles":["release"],"later":{},"policyOverridden":"in a hurry",
           "object":"%1$s","manifest":"%1$s"}],
         "verdict":{"result":"PASSED","reasons":[]}}\
        """
            .formatted(IMAGE.digest()));

    assertThat(judged().signatures())
        .containsExactly(
            new SignatureInfo(
                "notary",
                "CN=a",
                "CN=b",
                List.of("release"),
                null,
                "in a hurry",
                IMAGE.digest().toString(),
                IMAGE.digest().toString()));
  }

  @Test
  void whereNobodyLookedForSignersThatIsSomethingElseThanNone() {
    scanned("{\"verdict\":{\"result\":\"PASSED\",\"reasons\":[]}}");
    assertThat(judged().signatures()).isNull();

    scanned("{\"signatures\":[],\"verdict\":{\"result\":\"PASSED\",\"reasons\":[]}}");
    assertThat(judged().signatures()).isEmpty();
  }

  @Test
  void aReportWithABrokenSignatureIsNoVerdict() {
    scanned(
        "{\"verdict\":{\"result\":\"PASSED\",\"reasons\":[]},\"signatures\":[{\"form\":\"notary\"}]}");

    assertThat(verdicts.read(IMAGE)).isInstanceOf(Knowledge.Unscannable.class);
  }

  @Test
  void aScanThatFailedLaterLeavesTheVerdictAndSaysSo() {
    scanned("{\"verdict\":{\"result\":\"PASSED\",\"reasons\":[]}}");
    images.become(IMAGE, ImageState.FAILED, "the registry failed");

    assertThat(judged().caveat()).isEqualTo("a newer scan failed: the registry failed");
  }

  @Test
  void aScanThatFailedFromTheStartIsNoVerdict() {
    images.seen(IMAGE, NOON);
    images.become(IMAGE, ImageState.FAILED, "a layer is broken");

    assertThat(verdicts.read(IMAGE))
        .isEqualTo(new Knowledge.Unscannable("it could not be scanned: a layer is broken"));
  }

  @Test
  void anImageThatWentAndCameBackIsPending() {
    scanned("{\"verdict\":{\"result\":\"PASSED\",\"reasons\":[]}}");
    images.deleted(IMAGE, NOON.plusSeconds(1));
    assertThat(verdicts.read(IMAGE)).isEqualTo(new Knowledge.Unheard());

    images.seen(IMAGE, NOON.plusSeconds(2));
    assertThat(verdicts.read(IMAGE)).isEqualTo(new Knowledge.Pending(NOON.plusSeconds(2)));
  }

  @Test
  void onlyWhatWasSeenInTheRegistryIsNamed() {
    scanned("{\"verdict\":{\"result\":\"PASSED\",\"reasons\":[]}}");
    intend(IMAGE, MediaTypes.SARIF, "sarif");
    intend(IMAGE, MediaTypes.REPORT, "report");
    store.publications().published(IMAGE, List.of(digest("sarif")), NOON);
    ImageKey sarif = new ImageKey(IMAGE.registry(), IMAGE.repository(), digest("sarif"));
    intend(sarif, NOTARY, "signature");
    store.publications().published(sarif, List.of(digest("signature")), NOON);

    assertThat(judged().results())
        .containsExactly(
            new KnownVerdict.Published(MediaTypes.SARIF, digest("sarif"), digest("signature")));
  }

  @Test
  void everyChangeThatMattersIsHeard() {
    images.seen(IMAGE, NOON);
    images.pushed(List.of(new ImageStore.Push(IMAGE, "1.0", NOON)));
    images.tagged("main", IMAGE.repository(), "2.0", IMAGE.digest(), NOON);
    images.untagged("main", IMAGE.repository(), "2.0", NOON);
    scanned("{}");
    images.become(IMAGE, ImageState.FAILED, "");
    images.deleted(IMAGE, NOON);

    assertThat(heard)
        .containsExactly(
            "changed " + IMAGE,
            "changed " + IMAGE,
            "moved main/team/app:1.0",
            "moved main/team/app:2.0",
            "moved main/team/app:2.0",
            "changed " + IMAGE,
            "changed " + IMAGE,
            "changed " + IMAGE);
  }

  private KnownVerdict judged() {
    assertThat(verdicts.read(IMAGE)).isInstanceOf(Knowledge.Judged.class);
    return ((Knowledge.Judged) verdicts.read(IMAGE)).verdict();
  }

  private void scanned(String report) {
    images.scanned(
        IMAGE,
        new ImageResult(
            new SeverityCounts(0, 0, 0, 0, 0, 0, 0),
            "complete",
            "1",
            report.getBytes(StandardCharsets.UTF_8),
            NOON));
  }

  private void intend(ImageKey subject, String type, String word) {
    store
        .publications()
        .intend(
            subject,
            List.of(
                new Artifact(
                    type,
                    MediaTypes.OCI_MANIFEST,
                    digest(word),
                    word.getBytes(StandardCharsets.UTF_8),
                    List.of(new byte[0]))),
            NOON);
  }
}
