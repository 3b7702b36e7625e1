package io.registrysidecar.oci;

import java.util.regex.Pattern;

/**
 * The name of a repository within a registry, as the OCI distribution specification defines {@code
 * <name>}.
 *
 * @param value the name, for example {@code team/app}
 */
public record RepositoryName(String value) implements Comparable<RepositoryName> {

  private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*+";
  private static final Pattern GRAMMAR = Pattern.compile(PART + "(?:/" + PART + ")*+");
  private static final int LONGEST = 255;

  /** Checks the grammar. */
  public RepositoryName {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a repository name: " + value);
    }
  }

  /**
   * Reads a repository name that came from outside.
   *
   * @throws MalformedReference if the text does not follow the grammar or is longer than 255
   *     characters
   */
  public static RepositoryName parse(String text) throws MalformedReference {
    if (!isValid(text)) {
      throw new MalformedReference(
          "a repository name", text, "use lower-case letters, digits, '.', '_', '-' and '/'");
    }
    return new RepositoryName(text);
  }

  @Override
  public int compareTo(RepositoryName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isValid(String text) {
    return text.length() <= LONGEST && GRAMMAR.matcher(text).matches();
  }
}
