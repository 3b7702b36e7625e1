package io.registrysidecar.inventory.store;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.PackageFact;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what paths say: programs and libraries in the Nix store ({@code
 * nix/store/HASH-NAME-VERSION/bin}), and the receipt of each Homebrew package ({@code
 * Cellar/NAME/VERSION}). Neither ecosystem has advisories; they are listed.
 */
public final class StorePathDetector implements Detector {

  private static final Id ID = new Id("store-path", 2);
  private static final String NIX = "nix/store/";
  private static final String RECEIPT = "/INSTALL_RECEIPT.json";

  private static final Pattern STORED =
      Pattern.compile(
          "nix/store/[0-9a-z]{32}-(?<name>[^/]{1,200}?)-(?<version>[0-9][^/]{0,100}?)"
              + "(?:-(?:bin|lib|dev|out|man|doc|dist))?/(?:s?bin|lib|nix-support)/[^/]+");

  private static final Pattern POURED =
      Pattern.compile("(?:.*/)?Cellar/(?<name>[^/]{1,200})/(?<version>[^/]{1,100})" + RECEIPT);

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    return isStored(value) || (value.endsWith(RECEIPT) && value.contains("Cellar/"))
        ? Want.HEAD
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) {
    String path = file.path().value();
    boolean nix = path.startsWith(NIX);
    Matcher matcher = (nix ? STORED : POURED).matcher(path);
    if (matcher.matches()) {
      found.found(
          PackageFact.of(
              nix ? "nix" : "brew", null, matcher.group("name"), matcher.group("version")));
    }
  }

  /**
   * Whether {@code path} is directly in {@code bin}, {@code sbin}, {@code lib} or {@code
   * nix-support} of a package; the last is all that packages of Python and Perl have.
   */
  private static boolean isStored(String path) {
    int store = path.startsWith(NIX) ? path.indexOf('/', NIX.length()) : -1;
    return store > 0
        && path.indexOf('/', path.indexOf('/', store + 1) + 1) < 0
        && (path.startsWith("bin/", store + 1)
            || path.startsWith("sbin/", store + 1)
            || path.startsWith("lib/", store + 1)
            || path.startsWith("nix-support/", store + 1));
  }
}
