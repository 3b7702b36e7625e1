package io.registrysidecar.intake;

import io.registrysidecar.oci.client.RegistryException;
import io.registrysidecar.store.ImageKey;

/** Asks a registry whether it has a manifest. */
@FunctionalInterface
public interface ManifestPresence {

  /** Whether the manifest is there. */
  boolean isThere(ImageKey image) throws RegistryException;
}
