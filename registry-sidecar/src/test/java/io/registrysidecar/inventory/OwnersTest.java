package io.registrysidecar.inventory;

import static io.registrysidecar.testing.Contents.alpine;
import static io.registrysidecar.testing.Contents.debian;
import static io.registrysidecar.testing.Contents.dpkg;
import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Contents.python;
import static io.registrysidecar.testing.Contents.symbolicLink;
import static io.registrysidecar.testing.Installed.fullInventoryOf;
import static io.registrysidecar.testing.TestImage.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.LayerContent;
import io.registrysidecar.testing.TestImage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which files with evidence belong to a distribution's package, and which only seem to. */
class OwnersTest {

  private static final String METADATA =
      "usr/lib/python3/dist-packages/requests-2.28.1.dist-info/METADATA";
  private static final String NPM = "usr/lib/node_modules/npm/package.json";
  private static final String AS_PACKAGED = "{\"name\": \"npm\", \"version\": \"10.8.2\"}";
  private static final String BY_NPM = "{\"name\": \"npm\", \"version\": \"11.0.0\"}";

  @Test
  void whatAPackageBroughtIsPartOfIt() {
    var image =
        image()
            .layer(
                debian(12),
                dpkg("python3-requests", "2.28.1+dfsg-1"),
                python("requests", "2.28.1"),
                list("python3-requests", METADATA))
            .build();

    assertThat(owner(image, "requests"))
        .contains("pkg:deb/debian/python3-requests@2.28.1%2Bdfsg-1?arch=amd64&distro=debian-12");
  }

  @Test
  void whatNoPackageListsIsNobodys() {
    var image =
        image()
            .layer(
                debian(12),
                dpkg("python3-requests", "2.28.1+dfsg-1"),
                list("python3-requests", METADATA),
                file(
                    "usr/local/lib/python3.11/dist-packages/requests-2.31.0.dist-info/METADATA",
                    "Name: requests\nVersion: 2.31.0\n"))
            .build();

    assertThat(owner(image, "requests")).isEmpty();
  }

  @Test
  void aPackageForSeveralArchitecturesIsListedWithItsOwn() {
    var image =
        image()
            .layer(
                debian(12),
                dpkg("python3-requests", "2.28.1+dfsg-1"),
                python("requests", "2.28.1"),
                list("python3-requests:amd64", METADATA))
            .build();

    assertThat(owner(image, "requests")).isPresent();
  }

  @Test
  void whatWasWrittenOverAPackageInTheSameLayerIsNotPartOfIt() {
    // RUN apt-get install nodejs && npm install -g npm
    var image =
        image()
            .layer(
                debian(12),
                dpkg("nodejs", "20.18.0"),
                list("nodejs", NPM),
                hashes("nodejs", NPM, AS_PACKAGED),
                file(NPM, BY_NPM))
            .build();

    assertThat(owner(image, "npm")).isEmpty();
  }

  @Test
  void whatIsStillAsThePackageBroughtItIsPartOfIt() {
    var image =
        image()
            .layer(
                debian(12),
                dpkg("nodejs", "20.18.0"),
                list("nodejs", NPM),
                hashes("nodejs", NPM, AS_PACKAGED),
                file(NPM, AS_PACKAGED))
            .build();

    assertThat(owner(image, "npm")).isPresent();
  }

  @Test
  void whatALaterLayerWroteIsNotPartOfAPackageThatHasNoHashes() {
    var image =
        image()
            .layer(debian(12), dpkg("nodejs", "20.18.0"), list("nodejs", NPM))
            .layer(file(NPM, BY_NPM))
            .build();

    assertThat(owner(image, "npm")).isEmpty();
  }

  @Test
  void aLaterLayerThatOnlyCopiesAFileTakesNothingFromThePackage() {
    // RUN chown -R app /usr/lib/node_modules
    var image =
        image()
            .layer(
                debian(12),
                dpkg("nodejs", "20.18.0"),
                hashes("nodejs", NPM, AS_PACKAGED),
                file(NPM, AS_PACKAGED))
            .layer(file(NPM, AS_PACKAGED))
            .build();

    assertThat(owner(image, "npm")).isPresent();
  }

  @Test
  void theListsOfAPackageThatWasRemovedOwnNothing() {
    var image =
        image()
            .layer(debian(12), dpkg("bash", "5"), list("nodejs", NPM), file(NPM, BY_NPM))
            .build();

    assertThat(owner(image, "npm")).isEmpty();
  }

  @Test
  void aPackageMayListAFileByTheNameThatItHadBeforeDirectoriesWereMerged() {
    var image =
        image()
            .layer(
                debian(12),
                symbolicLink("lib", "usr/lib"),
                dpkg("nodejs", "20.18.0"),
                list("nodejs", "lib/node_modules/npm/package.json"),
                file(NPM, AS_PACKAGED))
            .build();

    assertThat(owner(image, "npm")).isPresent();
  }

  @Test
  void aDivertedFileIsWhereTheDiversionSays() {
    String diverted = "usr/lib/node_modules/npm.distrib/package.json";
    LayerContent diversions =
        file("var/lib/dpkg/diversions", "/" + NPM + "\n/" + diverted + "\nnpm-wrapper\n");
    var image =
        image()
            .layer(
                debian(12),
                dpkg("nodejs", "20.18.0"),
                dpkg("npm-wrapper", "1"),
                list("nodejs", NPM),
                list("npm-wrapper", NPM),
                diversions,
                file(diverted, AS_PACKAGED),
                file(NPM, "{\"name\": \"wrapper\", \"version\": \"1.0.0\"}"))
            .build();

    assertThat(owner(image, "npm")).get().asString().contains("/nodejs@");
    assertThat(owner(image, "wrapper")).get().asString().contains("/npm-wrapper@");
  }

  @Test
  void whatTheAdministratorPutInThePlaceOfADivertedFileIsNobodys() {
    var image =
        image()
            .layer(
                debian(12),
                dpkg("nodejs", "20.18.0"),
                list("nodejs", NPM),
                file("var/lib/dpkg/diversions", "/" + NPM + "\n/" + NPM + ".distrib\n:\n"),
                file(NPM, BY_NPM))
            .build();

    assertThat(owner(image, "npm")).isEmpty();
  }

  @Test
  void alpineKnowsItsFilesByTheirHashes() {
    var untouched = image().layer(alpine("3.22.1"), apk(AS_PACKAGED), file(NPM, AS_PACKAGED));
    var replaced = image().layer(alpine("3.22.1"), apk(AS_PACKAGED), file(NPM, BY_NPM));

    assertThat(owner(untouched.build(), "npm"))
        .contains("pkg:apk/alpine/npm@10.8.2-r0?arch=x86_64&distro=alpine-3.22.1");
    assertThat(owner(replaced.build(), "npm")).isEmpty();
  }

  @Test
  void aDatabaseThatWasWrittenAgainStillSpeaksOfTheLayerThatBroughtThePackage() {
    LayerContent database = file("lib/apk/db/installed", apkStanza(""));
    LayerContent more = file("lib/apk/db/installed", apkStanza("") + "P:curl\nV:8-r0\n\n");
    var image =
        image()
            .layer(alpine("3.22.1"), database, file(NPM, AS_PACKAGED))
            .layer(more)
            .layer(more, file(NPM, BY_NPM));
    var before =
        image().layer(alpine("3.22.1"), database, file(NPM, AS_PACKAGED)).layer(more).build();

    assertThat(owner(before, "npm")).isPresent();
    assertThat(owner(image.build(), "npm")).isEmpty();
  }

  @Test
  void onePackageInTwoPlacesIsOwnedInOneOfThem() {
    var image =
        image()
            .layer(
                debian(12),
                dpkg("nodejs", "20.18.0"),
                list("nodejs", NPM),
                file(NPM, AS_PACKAGED),
                file("app/node_modules/npm/package.json", AS_PACKAGED))
            .build();

    assertThat(fullInventoryOf(image).components())
        .filteredOn(component -> component.purl().startsWith("pkg:npm/"))
        .extracting(component -> component.paths().getFirst() + " " + component.ownedBy())
        .containsExactlyInAnyOrder(
            "app/node_modules/npm/package.json null",
            NPM + " pkg:deb/debian/nodejs@20.18.0?arch=amd64&distro=debian-12");
  }

  private static Optional<String> owner(TestImage image, String name) {
    Component component =
        fullInventoryOf(image).components().stream()
            .filter(each -> each.name().equals(name))
            .filter(each -> each.purl().matches("pkg:(npm|pypi)/.*"))
            .findFirst()
            .orElseThrow();
    return Optional.ofNullable(component.ownedBy());
  }

  /** What dpkg lists of a package, with the directories on the way. */
  private static LayerContent list(String label, String path) {
    StringBuilder lines = new StringBuilder("/.\n");
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      lines.append('/').append(path, 0, slash).append('\n');
    }
    lines.append('/').append(path).append('\n');
    return file("var/lib/dpkg/info/" + label + ".list", lines.toString());
  }

  private static LayerContent hashes(String label, String path, String content) {
    String hash = HexFormat.of().formatHex(hash("MD5", content));
    return file("var/lib/dpkg/info/" + label + ".md5sums", hash + "  " + path + "\n");
  }

  private static LayerContent apk(String content) {
    return file(
        "lib/apk/db/installed",
        apkStanza("Z:Q1" + Base64.getEncoder().encodeToString(hash("SHA-1", content)) + "\n"));
  }

  private static String apkStanza(String hash) {
    return "P:npm\nV:10.8.2-r0\nA:x86_64\nF:usr/lib/node_modules/npm\nR:package.json\n"
        + hash
        + "\n";
  }

  private static byte[] hash(String algorithm, String content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
