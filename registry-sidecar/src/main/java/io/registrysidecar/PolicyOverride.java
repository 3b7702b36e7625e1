package io.registrysidecar;

import io.registrysidecar.audit.EventType;
import io.registrysidecar.config.Configuration;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.policy.Decision;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.NewEvent;
import io.registrysidecar.store.Store;
import io.registrysidecar.store.jdbc.SqliteStore;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * That an image is signed although it does not meet its policy, told to the chains of the service
 * on this machine.
 *
 * @param image as the user named it
 * @param policy the file of the policy
 * @param decision what the policy says
 * @param reason why it is signed all the same
 * @param user who wants it, by the word of the operating system
 * @param program that signs, as name and version
 */
public record PolicyOverride(
    Reference image, String policy, Decision decision, String reason, String user, String program) {

  private static final int LONGEST = 1000;

  /**
   * Tells it, before anything is signed: what cannot be told is not done.
   *
   * @param objects the manifests that are to be signed
   * @return where there is no service to tell it to, what is missing; empty when it was told
   * @throws io.registrysidecar.store.StoreException if the state is there and cannot be written
   */
  public Optional<String> record(Configuration configuration, List<Digest> objects, Instant now) {
    Optional<String> registry =
        new ConfiguredRegistries(configuration.registries()).nameOf(image.registry());
    if (registry.isEmpty()) {
      return Optional.of("no registry " + image.registry() + " is configured");
    }
    if (!Files.isDirectory(configuration.state())) {
      return Optional.of("there is no state in " + configuration.state());
    }
    try (Store store = SqliteStore.open(configuration.state(), now)) {
      store
          .audit()
          .append(
              objects.stream()
                  .map(object -> new ImageKey(registry.get(), image.repository(), object))
                  .map(object -> event(object, now))
                  .toList());
    }
    return Optional.empty();
  }

  private NewEvent event(ImageKey object, Instant now) {
    return new NewEvent(
        object,
        now,
        EventType.OVERRIDDEN,
        user,
        Map.of(
            "reason",
            reason,
            "policy",
            policy,
            "result",
            decision.result().name(),
            "reasons",
            shortened(String.join("; ", decision.verdict().reasons())),
            "program",
            program),
        "");
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
