package io.registrysidecar.inventory.npm;

import io.registrysidecar.inventory.PackageFact;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of npm packages with their versions, as {@code @scope/name@1.2.3}. */
public final class NpmName {

  private static final Pattern NAME =
      Pattern.compile("(?:(@[\\w.~-]{1,214}+)/)?([\\w.~-]{1,214}+)@(\\d[\\w.+-]{0,255})");

  private NpmName() {}

  /**
   * An identifier without what the package was resolved together with: Deno and pnpm write {@code
   * react-dom@18.2.0_react@18.2.0}.
   */
  public static String withoutPeers(String id) {
    int version = id.indexOf('@', 1);
    int peers = version < 0 ? -1 : id.indexOf('_', version);
    return peers < 0 ? id : id.substring(0, peers);
  }

  /** The package of that name and version; null when {@code text} is none. */
  public static @Nullable PackageFact fact(String text) {
    Matcher name = NAME.matcher(text);
    return name.matches()
        ? PackageFact.of("npm", name.group(1), name.group(2), name.group(3))
        : null;
  }
}
