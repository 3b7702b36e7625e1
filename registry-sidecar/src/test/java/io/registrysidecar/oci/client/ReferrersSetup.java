package io.registrysidecar.oci.client;

import static io.registrysidecar.oci.client.Fixture.REPOSITORY;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Manifest;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.ReferrersTag;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An image in a registry, and what is attached to it. */
abstract class ReferrersSetup {

  final Fixture fixture = fixture();
  Descriptor image = Descriptor.of("none", new byte[0]);

  abstract Fixture fixture();

  @BeforeEach
  void pushAnImage() throws Exception {
    image = fixture.image("1.0");
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  Descriptor artifact(String name) throws RegistryException {
    return fixture.artifact(fixture.client, image, name);
  }

  ReferrersOutcome change(List<Descriptor> add, List<Digest> remove) throws RegistryException {
    return fixture.client.changeReferrers(REPOSITORY, image.digest(), add, remove);
  }

  List<Descriptor> listed() throws RegistryException {
    return fixture.client.referrers(REPOSITORY, image.digest(), null);
  }

  /** The tag that takes the place of the referrers API where a registry has none. */
  ManifestKey.Tag tag() {
    return ReferrersTag.of(image.digest());
  }

  /** What stands under that tag. */
  Manifest list() throws RegistryException {
    return fixture.client.manifest(REPOSITORY, tag()).orElseThrow();
  }
}
