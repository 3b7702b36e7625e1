package io.registrysidecar.sign.notary.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A trust policy document of version 1.0 for OCI artifacts: whose signatures count for which
 * repositories.
 *
 * @param statements at least one; names and scopes are unique among them
 */
public record TrustPolicy(List<TrustStatement> statements) {

  private static final long LARGEST = 4 << 20;

  /** Copies the statements. */
  public TrustPolicy {
    statements = List.copyOf(statements);
  }

  /**
   * Reads a document.
   *
   * @param name how messages call the document
   * @throws TrustPolicyException if it breaks a rule; the message says where
   */
  public static TrustPolicy parse(String name, byte[] content) throws TrustPolicyException {
    return TrustPolicyReader.read(name, content);
  }

  /** Reads a file, which must be a regular one. */
  static TrustPolicy read(Path file) throws TrustPolicyException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new TrustPolicyException(file + ": not a regular file; links are not followed");
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw new TrustPolicyException(file + ": larger than " + LARGEST + " bytes");
      }
      return parse(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new TrustPolicyException(file + ": cannot be read", e);
    }
  }

  /**
   * The statement that applies to a repository: the one that names it, else the one for all.
   *
   * @param repository {@code host[:port]/path} without tag or digest
   */
  public Optional<TrustStatement> of(String repository) {
    return naming(repository).or(() -> naming(TrustStatement.EVERYTHING));
  }

  private Optional<TrustStatement> naming(String scope) {
    return statements.stream().filter(each -> each.scopes().contains(scope)).findFirst();
  }
}
