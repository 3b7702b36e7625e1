package io.registrysidecar.inventory.npm;

import io.registrysidecar.inventory.PackageFact;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packages that modules are of that a program took from the web, where the address tells name
 * and version.
 */
public final class RemoteModules {

  private static final Pattern JSR =
      Pattern.compile("https://jsr\\.io/(@[\\w-]{1,64}+)/([\\w-]{1,64}+)/(\\d[\\w.+-]{0,127}+)/.*");

  private static final Pattern DENO_LAND =
      Pattern.compile("https://deno\\.land/(?:(x)/)?([\\w-]{1,64}+)@v?(\\d[\\w.+-]{0,127}+)/.*");

  private static final Pattern NPM_BY_ESM_SH =
      Pattern.compile(
          "https://esm\\.sh/(?:v\\d+/|stable/)?\\*?(?:(@[\\w.~-]{1,214}+)/)?([\\w.~-]{1,214}+)"
              + "@(\\d+\\.\\d+\\.\\d+(?:-[\\w.-]{1,64}+)?)(?:[/?&].*)?");

  private RemoteModules() {}

  /** The packages of modules at {@code addresses}. */
  public static Set<PackageFact> of(Collection<String> addresses) {
    Set<PackageFact> packages = new LinkedHashSet<>();
    for (String address : addresses) {
      Matcher jsr = JSR.matcher(address);
      Matcher land = DENO_LAND.matcher(address);
      Matcher npm = NPM_BY_ESM_SH.matcher(address);
      if (jsr.matches()) {
        packages.add(PackageFact.of("jsr", jsr.group(1), jsr.group(2), jsr.group(3)));
      } else if (land.matches()) {
        packages.add(
            PackageFact.of(
                "generic",
                land.group(1) == null ? "deno.land" : "deno.land/x",
                land.group(2),
                land.group(3)));
      } else if (npm.matches()) {
        packages.add(PackageFact.of("npm", npm.group(1), npm.group(2), npm.group(3)));
      }
    }
    return packages;
  }
}
