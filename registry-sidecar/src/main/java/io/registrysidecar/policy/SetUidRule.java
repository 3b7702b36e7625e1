package io.registrysidecar.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * No files that run with the rights of their owner or group.
 *
 * @param allowed patterns of paths that may
 */
record SetUidRule(List<Glob> allowed) implements Rule {

  static final String KIND = "set-uid";

  /** The check that lists such files. */
  private static final String CHECK = "set-uid";

  static Rule read(Fields fields) {
    return new SetUidRule(fields.texts("allow").stream().map(Glob::new).toList());
  }

  @Override
  public List<Problem> judge(Facts.Scanned facts) {
    Optional<Map<String, Object>> check = new Checks(facts.report().checks()).named(CHECK);
    if (check.isEmpty() || !(Checks.passed(check.get()) || Checks.failed(check.get()))) {
      return List.of(Problem.unknown("nobody has looked for set-uid files"));
    }
    List<String> paths = Checks.paths(check.get());
    if (paths.isEmpty() && Checks.failed(check.get())) {
      return List.of(Problem.broken("there are set-uid files that the report does not name"));
    }
    return paths.stream()
        .map(path -> path.startsWith("/") ? path.substring(1) : path)
        .filter(path -> allowed.stream().noneMatch(glob -> matches(glob, path)))
        .map(path -> Problem.broken("/" + path + " is set-uid or set-gid"))
        .toList();
  }

  private static boolean matches(Glob glob, String path) {
    return (glob.text().startsWith("/") ? new Glob(glob.text().substring(1)) : glob).matches(path);
  }
}
