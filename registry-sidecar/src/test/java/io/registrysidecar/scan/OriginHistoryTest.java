package io.registrysidecar.scan;

import static io.registrysidecar.testing.TestImage.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.registrysidecar.audit.AuditEvent;
import io.registrysidecar.audit.AuditTrail;
import io.registrysidecar.audit.EventChain;
import io.registrysidecar.audit.EventType;
import io.registrysidecar.job.Priority;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.schema.Report;
import io.registrysidecar.store.ImageKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a scan tells the chain of an image. */
class OriginHistoryTest extends OriginBench {

  @Test
  void ourOwnResultsAreNoNewsAboutTheOrigin() throws Exception {
    bench.pushByDigest(image);
    bench.scan(image.self().digest());
    List<Digest> before = bench.reportDigests(image.self().digest());
    bench.knowledge = Known.that("2", "openssl");
    bench.scan(new ManifestKey.ByDigest(image.self().digest()), Priority.REEVALUATION);

    assertThat(bench.reportDigests(image.self().digest())).isEqualTo(before);
  }

  @Test
  void whatHappensIsAChain() throws Exception {
    bench.pushByDigest(image);
    bench.scan(image.self().digest());
    bench.knowledge = Known.that("2", "openssl");
    bench.scan(new ManifestKey.ByDigest(image.self().digest()), Priority.REEVALUATION);
    bench.knowledge = Known.that("3", "nothing");
    bench.scan(new ManifestKey.ByDigest(image.self().digest()), Priority.REEVALUATION);

    assertThat(events())
        .extracting(AuditEvent::type)
        .containsExactly(
            EventType.PUSHED,
            EventType.SCANNED,
            EventType.PUBLISHED,
            EventType.PUBLISHED,
            EventType.PUBLISHED,
            EventType.SCANNED,
            EventType.SUPERSEDED,
            EventType.SUPERSEDED,
            EventType.PUBLISHED,
            EventType.PUBLISHED);
    assertThat(bench.store().audit().check(key(), 100)).isInstanceOf(EventChain.Result.Whole.class);
  }

  @Test
  void theWholeTrailFollowsThePublishedSchema() throws Exception {
    bench.scan(pushIndex(pushAttestation(record(image.self().digest()))));
    Report report = bench.report(image.self().digest());
    byte[] trail =
        AuditTrail.predicate(
            report.audit(),
            report.image().repository(),
            image.self().digest(),
            List.of("1.0"),
            events(),
            Digest.sha256(new byte[0]));

    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                JSON.readTree(Report.class.getResourceAsStream("audit-trail.v1.schema.json")));
    assertThat(schema.validate(new String(trail, UTF_8), InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(audit().toString(), InputFormat.JSON)).isEmpty();
    assertThat(JSON.readTree(trail).path("events")).isNotEmpty();
  }

  private List<AuditEvent> events() {
    return bench.store().audit().newest(key(), 100);
  }

  private ImageKey key() {
    return new ImageKey("main", Workbench.REPOSITORY, image.self().digest());
  }
}
