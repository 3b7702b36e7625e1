package io.registrysidecar.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to build an image again, as far as a record tells.
 *
 * @param command a command line for a POSIX shell, or null when the record does not tell enough for
 *     any
 * @param notReproducible what the command cannot reproduce, a sentence each, with the reason
 */
public record Rebuild(@Nullable String command, List<String> notReproducible) {

  /** Options of frontends that mean nothing for the result, or that others of them repeat. */
  private static final Set<String> SILENT =
      Set.of(
          "filename",
          "target",
          "platform",
          "multi-platform",
          "image-resolve-mode",
          "source",
          "cmdline",
          "vcs:source",
          "vcs:revision",
          "vcs:localdir:context",
          "vcs:localdir:dockerfile",
          "frontend.caps",
          "no-cache");

  private static final Map<String, String> FLAGS =
      Map.of(
          "build-arg:", "--build-arg",
          "label:", "--label",
          "context:", "--build-context");

  /** Copies the list. */
  public Rebuild {
    notReproducible = List.copyOf(notReproducible);
  }

  /**
   * How to build again what a record is about.
   *
   * @param platform of the image, or null when only the builder's is known
   */
  static Rebuild of(Provenance provenance, @Nullable String platform) {
    BuildRequest request = provenance.request();
    return request == null
        ? checkout(provenance)
        : new Docker(provenance, request, platform).rebuild();
  }

  /** What any other builder did is only known to itself; its sources can be had. */
  private static Rebuild checkout(Provenance provenance) {
    SourceRef source = provenance.source();
    if (source == null || source.commit() == null) {
      return new Rebuild(
          null, List.of("The record pins no commit, so it is not known what was built from."));
    }
    if (!source.isFetchable()) {
      return new Rebuild(
          null, List.of("The repository's address is not one that can be fetched without risk."));
    }
    String definition = provenance.definition();
    String steps =
        definition == null
            ? "The record does not hold the steps of the build."
            : "The steps are those of " + definition + " in the repository, run by the builder.";
    return new Rebuild(
        "git clone "
            + ShellWord.of(source.repository())
            + " source && git -C source checkout --detach "
            + ShellWord.of(source.commit()),
        List.of(steps));
  }

  /** A command of docker buildx in the making. */
  private static final class Docker {
    private final Provenance provenance;
    private final BuildRequest request;
    private final @Nullable String platform;
    private final List<String> words = new ArrayList<>(List.of("docker", "buildx", "build"));
    private final List<String> missing = new ArrayList<>();

    Docker(Provenance provenance, BuildRequest request, @Nullable String platform) {
      this.provenance = provenance;
      this.request = request;
      this.platform = platform;
    }

    Rebuild rebuild() {
      Optional<String> context = context();
      String file =
          provenance.definition() == null
              ? request.arg("filename").orElse(null)
              : provenance.definition();
      option("--file", file);
      option("--platform", platform == null ? provenance.platform() : platform);
      option("--target", request.arg("target").orElse(null));
      request.args().forEach(this::argument);
      request.secrets().forEach(this::secret);
      request.ssh().forEach(this::agent);
      limits();
      if (context.isEmpty()) {
        return new Rebuild(null, missing);
      }
      words.add(ShellWord.of(context.get()));
      return new Rebuild(String.join(" ", words), missing);
    }

    private Optional<String> context() {
      SourceRef source = provenance.source();
      if (source == null) {
        missing.add(
            "The context was a directory on the machine that built, and the record does not say of"
                + " which repository it was a checkout. The command takes the current directory.");
        return Optional.of(".");
      }
      if (!source.isFetchable() || !ShellWord.isPossible(source.repository())) {
        missing.add("The context's address is not one that can be fetched without risk.");
        return Optional.empty();
      }
      if (!provenance.sourceProven()) {
        missing.add(
            "The context was a directory on the machine that built. That it was a checkout of this"
                + " commit, without changes, is what its owner said.");
      }
      if (source.commit() == null) {
        missing.add("The record does not pin the commit, so the sources may have changed since.");
      }
      String commit = source.commit() == null ? source.ref() : source.commit();
      String directory = source.directory() == null ? "" : ":" + source.directory();
      String fragment = (commit == null ? "" : commit) + directory;
      String context = source.repository() + (fragment.isEmpty() ? "" : "#" + fragment);
      return Optional.of(context).filter(this::isPossible);
    }

    private void option(String flag, @Nullable String value) {
      if (value != null && isPossible(value)) {
        words.add(flag);
        words.add(ShellWord.of(value));
      }
    }

    private void argument(String name, String value) {
      for (Map.Entry<String, String> flag : FLAGS.entrySet()) {
        if (name.startsWith(flag.getKey())) {
          String key = name.substring(flag.getKey().length());
          if (value.startsWith("local:") || value.startsWith("input:")) {
            missing.add("The additional context " + key + " was not part of the record.");
          } else {
            option(flag.getValue(), key + "=" + value);
          }
          return;
        }
      }
      switch (name) {
        case "no-cache" -> words.add("--no-cache");
        case "force-network-mode" -> option("--network", value);
        case "shm-size" -> option("--shm-size", value);
        case "cgroup-parent" -> option("--cgroup-parent", value);
        case "ulimit" -> option("--ulimit", value);
        case "add-hosts" ->
            List.of(value.split(",", -1)).forEach(host -> option("--add-host", host));
        default -> {
          if (!SILENT.contains(name) && !name.startsWith("attest:")) {
            missing.add("The frontend's option " + name + " has no flag of docker buildx.");
          }
        }
      }
    }

    private void secret(String id) {
      option("--secret", "id=" + id);
      missing.add("The value of the secret " + id + " is in no record.");
    }

    private void agent(String id) {
      option("--ssh", id);
      missing.add("The keys of the SSH agent " + id + " are in no record.");
    }

    private void limits() {
      Provenance.Detail detail = provenance.detail();
      if (!Boolean.TRUE.equals(detail.requestComplete())) {
        missing.add("The record leaves out build arguments and labels (mode=min).");
      }
      if (request.omitted() > 0) {
        missing.add(request.omitted() + " options were too many or too long to be taken over.");
      }
      if (!request.locals().isEmpty() && provenance.source() != null && provenance.sourceProven()) {
        missing.add("Local directories were used besides: " + String.join(", ", request.locals()));
      }
      long unpinned = provenance.inputs().stream().filter(input -> input.digest() == null).count();
      if (unpinned > 0) {
        missing.add(unpinned + " of the inputs are not pinned by a digest.");
      }
      if (Boolean.FALSE.equals(detail.inputsComplete())) {
        missing.add("The record does not list everything that went into the build.");
      }
      if (!Boolean.TRUE.equals(detail.hermetic())) {
        missing.add("Steps had network, so what they fetched may have changed since.");
      }
    }

    private boolean isPossible(String word) {
      if (ShellWord.isPossible(word)) {
        return true;
      }
      missing.add("A value in the record has characters that no argument can have.");
      return false;
    }
  }
}
