package io.registrysidecar.advisory.feed;

import io.registrysidecar.advisory.PlatformScope;
import io.registrysidecar.advisory.feed.OsvRecord.Affected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An advisory of Gentoo while it is read. */
final class Glsa implements AdvisoryXml.Reader {

  /** Whose texts matter. */
  private static final Set<String> TEXTS =
      Set.of("title", "announced", "revised", "vulnerable", "unaffected", "uri");

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9+_.-]{1,100}/[A-Za-z0-9+_-]{1,100}");

  private static final int MOST_CONDITIONS = 2_000;
  private static final int MOST_OF_ONE = 60;

  /** Gentoo's words for how bad it is, where they are not those of others. */
  private static final Map<String, String> IMPACTS = Map.of("normal", "medium", "minimal", "low");

  /** Gentoo's words for processors, where {@link PlatformScope} knows others. */
  private static final Map<String, String> PROCESSORS =
      Map.of("ppc", "powerpc", "ppc64", "powerpc64", "riscv", "riscv64", "s390", "s390x");

  private @Nullable String id;
  private String product = "";
  private String title = "";
  private @Nullable String impact;
  private @Nullable Instant announced;
  private @Nullable Instant revised;
  private final TreeSet<String> cves = new TreeSet<>();
  private final List<Named> packages = new ArrayList<>();
  private @Nullable String range;
  private @Nullable String slot;
  private int conditions;

  /** A package, and what is said of its versions. */
  private record Named(String name, PlatformScope scope, List<GlsaRanges.Condition> conditions) {}

  @Override
  public void element(String name, UnaryOperator<@Nullable String> attributes) throws WrongType {
    switch (name) {
      case "glsa" -> id = RecordReading.valid("GLSA-" + orEmpty(attributes.apply("id")).strip());
      case "product" -> product = orEmpty(attributes.apply("type"));
      case "impact" -> {
        String word = orEmpty(attributes.apply("type")).strip();
        impact = IMPACTS.getOrDefault(word, word);
      }
      case "package" -> begin(attributes);
      case "vulnerable", "unaffected" -> {
        range = attributes.apply("range");
        slot = attributes.apply("slot");
      }
      case "uri" -> AdvisoryWords.cves(orEmpty(attributes.apply("link")), cves);
      default -> {
        // Says nothing about what is affected.
      }
    }
  }

  @Override
  public boolean wants(String name, int depth) {
    return TEXTS.contains(name);
  }

  @Override
  public void text(String name, String text) throws WrongType {
    switch (name) {
      case "title" -> title = text;
      case "announced" -> announced = AdvisoryWords.day(text);
      case "revised" -> revised = AdvisoryWords.day(text);
      case "uri" -> AdvisoryWords.cves(text, cves);
      default -> condition(name.equals("vulnerable"), text);
    }
  }

  private void begin(UnaryOperator<@Nullable String> attributes) throws WrongType {
    String name = orEmpty(attributes.apply("name")).strip();
    if (!NAME.matcher(name).matches()) {
      throw new WrongType("a package has no name with a category");
    }
    String arch = orEmpty(attributes.apply("arch")).strip();
    packages.add(new Named(name, scope(arch), new ArrayList<>()));
  }

  private static PlatformScope scope(String arch) {
    return arch.isEmpty() || arch.contains("*")
        ? PlatformScope.EVERYWHERE
        : PlatformScope.of(
            List.of(),
            List.of(arch.split("\\s+")).stream()
                .map(word -> PROCESSORS.getOrDefault(word, word))
                .toList());
  }

  private void condition(boolean vulnerable, String version) throws WrongType {
    if (packages.isEmpty() || range == null) {
      throw new WrongType("it names versions of no package, or no range of them");
    }
    conditions++;
    if (conditions > MOST_CONDITIONS || packages.getLast().conditions.size() >= MOST_OF_ONE) {
      throw new WrongType(
          "it has more than %d conditions, or %d of one package"
              .formatted(MOST_CONDITIONS, MOST_OF_ONE));
    }
    packages
        .getLast()
        .conditions
        .add(GlsaRanges.Condition.of(vulnerable, range, version, orEmpty(slot).strip()));
  }

  /** Its identifier, or where it stands. */
  String idOr(String place) {
    return id == null ? place : id;
  }

  /**
   * The advisory that it is; null when it is not about packages.
   *
   * @throws WrongType if it is not of the form of one
   */
  @Nullable OsvRecord record() throws WrongType {
    if (id == null) {
      throw new WrongType("it has no id");
    }
    if (!product.equals("ebuild")) {
      return null;
    }
    List<Affected> affected = new ArrayList<>();
    for (Named each : packages) {
      affected.add(
          Affected.before("0", "Gentoo", each.name)
              .of(each.name, GlsaRanges.of(each.conditions))
              .on(each.scope));
    }
    return new OsvRecord(
        id,
        announced,
        revised == null ? announced : revised,
        false,
        List.of(),
        List.copyOf(cves),
        List.of(),
        List.of(),
        impact,
        title,
        affected);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
