package io.registrysidecar.cli;

import io.registrysidecar.config.Configuration;
import io.registrysidecar.config.RegistrySettings;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.RegistryHost;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.ImageStore;
import io.registrysidecar.store.StoredImage;
import io.registrysidecar.store.VexScope;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/**
 * What a statement is about, as the user writes it: an image, by tag or digest, or a repository, by
 * neither.
 *
 * @param reference names registry and repository, and where {@code whole} is false the image
 * @param whole whether the whole repository is meant
 */
record VexTarget(Reference reference, boolean whole) {

  static VexTarget parse(String text) {
    try {
      String name = text.substring(text.lastIndexOf('/') + 1);
      return new VexTarget(Reference.parse(text), !name.contains(":") && !name.contains("@"));
    } catch (MalformedReference e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /**
   * As the service on this machine knows it.
   *
   * @throws CommandFailure if it does not
   */
  VexScope scope(Configuration configuration, ImageStore images) throws CommandFailure {
    String registry = registry(configuration);
    if (whole) {
      return new VexScope(registry, reference.repository(), null);
    }
    Optional<Digest> image =
        switch (reference.key()) {
          case ManifestKey.ByDigest by ->
              images
                  .find(new ImageKey(registry, reference.repository(), by.digest()))
                  .map(found -> found.key().digest());
          case ManifestKey.Tag tag ->
              images
                  .findByTag(registry, reference.repository(), tag.value())
                  .map(StoredImage::key)
                  .map(ImageKey::digest);
        };
    return new VexScope(
        registry,
        reference.repository(),
        image.orElseThrow(() ->
            new CommandFailure(
                this
                    + ": the service knows no such image. Check the name, or push the image first;"
                    + " without tag and digest every image of the repository is meant.")));
  }

  private String registry(Configuration configuration) throws CommandFailure {
    return configuration.registries().stream()
        .filter(registry -> RegistryHost.canonical(registry.host()).equals(reference.registry()))
        .map(RegistrySettings::name)
        .findFirst()
        .orElseThrow(() ->
            new CommandFailure(
                this
                    + ": the registry "
                    + reference.registry()
                    + " is not configured"
                    + configuration.registries().stream()
                        .map(RegistrySettings::host)
                        .collect(Collectors.joining(", ", " (configured: ", ")"))
                    + ". Name the configuration of the service with --config or SIDECAR_CONFIG."));
  }

  @Override
  public String toString() {
    return whole ? reference.registry() + "/" + reference.repository() : reference.toString();
  }
}
