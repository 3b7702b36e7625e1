package io.registrysidecar.policy;

import io.registrysidecar.file.FileProblem;
import io.registrysidecar.file.FileStamp;
import io.registrysidecar.file.RegularFile;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.schema.Verdict;
import io.registrysidecar.schema.VerdictResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A policy in a file, read again when the file has changed. While the file cannot be used, nothing
 * is decided: a policy that was in force yesterday is not what the operator wants today. Safe for
 * use by several threads.
 */
public final class PolicyFile implements Judge {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyFile.class);

  private final Path file;
  private final InstantSource clock;
  private @Nullable State state;

  /** A policy that is read when it is first asked for. */
  public PolicyFile(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * A policy as it is now.
   *
   * @param policy the policy
   * @param reference what attestations call it
   */
  public record Loaded(Policy policy, PolicyReference reference) {}

  /** What the file held; either a policy or what is wrong with it. */
  private record State(FileStamp stamp, @Nullable Loaded loaded, List<String> problems) {}

  /**
   * The policy for somebody who writes it: an exception that has expired is an error.
   *
   * @throws PolicyException if it cannot be used
   */
  public static Policy check(Path file, Instant now) throws PolicyException {
    return PolicyReader.read(text(bytes(file), file), name(file), now);
  }

  /**
   * The policy as the file is now.
   *
   * @throws PolicyException if it cannot be used
   */
  public synchronized Loaded load() throws PolicyException {
    FileStamp stamp = stamp();
    State known = state;
    if (known == null || !known.stamp.equals(stamp)) {
      known = read(stamp);
      state = known;
    }
    if (known.loaded == null) {
      throw new PolicyException(known.problems);
    }
    return known.loaded;
  }

  /** Whether the file holds a policy now. While it does not, nothing is decided. */
  public boolean isUsable() {
    try {
      return load() != null;
    } catch (PolicyException _) {
      return false; // the log says why
    }
  }

  @Override
  public Optional<Decided> decide(Case asked) {
    try {
      return Optional.of(decided(asked));
    } catch (PolicyException _) {
      return Optional.empty(); // the verdict says what is wrong with the policy
    }
  }

  @Override
  public Optional<Decision> pending(String repository, Instant since) {
    try {
      return Optional.of(
          load().policy().decide(new Facts.Pending(repository, since, clock.instant())));
    } catch (PolicyException _) {
      return Optional.empty(); // nothing is decided until it is mended, and the log says so
    }
  }

  @Override
  public String fingerprint() {
    try {
      return load().reference().sha256();
    } catch (PolicyException e) {
      return "unusable: " + e.problems();
    }
  }

  @Override
  public Optional<String> problem() {
    try {
      load();
      return Optional.empty();
    } catch (PolicyException e) {
      return Optional.of(String.join("; ", e.problems()));
    }
  }

  @Override
  public boolean asksForSignatures(String repository) {
    return asks(policy -> policy.asksForSignatures(repository));
  }

  @Override
  public boolean asksForSignatures() {
    return asks(Policy::asksForSignatures);
  }

  @Override
  public boolean asksForTime() {
    return asks(Policy::asksForTime);
  }

  /** A policy that cannot be used asks nothing. */
  private boolean asks(Predicate<Policy> question) {
    try {
      return question.test(load().policy());
    } catch (PolicyException _) {
      return false; // the verdict says what is wrong with the policy
    }
  }

  private Decided decided(Case asked) throws PolicyException {
    Loaded loaded = load();
    Decision decision = loaded.policy().decide(asked.facts(clock.instant()));
    return new Decided(decision, loaded.reference());
  }

  @Override
  public Verdict judge(Case asked) {
    try {
      return decided(asked).decision().verdict();
    } catch (PolicyException e) {
      return new Verdict(
          VerdictResult.UNKNOWN,
          e.problems().stream().map(problem -> "policy cannot be used: " + problem).toList());
    }
  }

  private State read(FileStamp stamp) {
    try {
      byte[] bytes = bytes(file);
      Policy policy = PolicyReader.readRunning(text(bytes, file), name(file));
      String digest = Digest.sha256(bytes).hex();
      List<String> expired = policy.expired(clock.instant());
      if (!expired.isEmpty()) {
        LOG.atWarn()
            .addKeyValue("policy", file)
            .addKeyValue("expired", expired)
            .log("exceptions have expired and do not hold any more");
      }
      LOG.atInfo().addKeyValue("policy", file).addKeyValue("sha256", digest).log("policy read");
      return new State(
          stamp, new Loaded(policy, new PolicyReference(name(file), digest)), List.of());
    } catch (PolicyException e) {
      LOG.atError()
          .addKeyValue("policy", file)
          .addKeyValue("problems", e.problems())
          .log("policy cannot be used; nothing is decided until it is mended");
      return new State(stamp, null, e.problems());
    }
  }

  private FileStamp stamp() throws PolicyException {
    try {
      return FileStamp.of(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static byte[] bytes(Path file) throws PolicyException {
    try (InputStream in = RegularFile.open(file)) {
      return in.readNBytes(PolicyReader.LARGEST * 4 + 1);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static String text(byte[] bytes, Path file) throws PolicyException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new PolicyException(
          List.of(
              "read policy " + file + ": it is not text in UTF-8; check that this is a policy"));
    }
  }

  private static PolicyException unreadable(Path file, IOException e) {
    return new PolicyException(List.of("read policy " + file + ": " + FileProblem.reason(e)));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
