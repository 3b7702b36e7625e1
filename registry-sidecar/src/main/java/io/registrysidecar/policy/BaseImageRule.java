package io.registrysidecar.policy;

import io.registrysidecar.schema.BaseInfo;
import io.registrysidecar.schema.Report;
import java.util.List;

/**
 * Built on one of these images.
 *
 * @param allowed patterns of repositories
 * @param recognised whether the layers must show it, so that what a label claims does not count
 */
record BaseImageRule(List<Glob> allowed, boolean recognised) implements Rule {

  static final String KIND = "base-image";

  static Rule read(Fields fields) {
    if (!fields.has("allow")) {
      fields.refuse("write allow: and patterns of repositories");
    }
    return new BaseImageRule(
        fields.texts("allow").stream().map(Glob::new).toList(),
        fields.flag("recognised").orElse(true));
  }

  @Override
  public List<Problem> judge(Facts.Scanned facts) {
    Report report = facts.report();
    BaseInfo base = report.base();
    if (base == null) {
      return List.of(Problem.unknown("it is not known what the image was built on"));
    }
    if (recognised && !base.by().equals("layers")) {
      return List.of(
          Problem.unknown("that it was built on " + base.image() + " is its own claim only"));
    }
    String repository = repository(base.image());
    return allowed.stream().anyMatch(glob -> glob.matchesRepository(repository))
        ? List.of()
        : List.of(Problem.broken("built on " + base.image()));
  }

  /** The name without tag and digest. */
  static String repository(String image) {
    int at = image.indexOf('@');
    String named = at < 0 ? image : image.substring(0, at);
    int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
    return colon < 0 ? named : named.substring(0, colon);
  }
}
