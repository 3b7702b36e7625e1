package io.registrysidecar.inventory;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Repositories of Red Hat's content delivery, and the products that they belong to. */
public final class RedHatRepositories {

  private static final Pattern RHEL =
      Pattern.compile(
          "(?:rhel|ubi)-(?<major>\\d+)(?:-for-[a-z0-9_]+)?-(?<repository>baseos|appstream"
              + "|highavailability|resilientstorage|nfv|rt|sap|sap-netweaver|sap-solutions|supplementary)"
              + "(?:-(?<stream>eus|aus|e4s|tus))?(?:-source|-debug)?-rpms"
              + "(?:__(?<of>\\d+)(?:_DOT_(?<minor>\\d+))?)?");

  private static final Pattern BUILDER =
      Pattern.compile(
          "(?:codeready-builder-for-rhel-(?<major>\\d+)-[a-z0-9_]+|ubi-(?<ubi>\\d+)(?:-for-[a-z0-9_]+)?"
              + "-codeready-builder)(?:-(?<stream>eus|aus|e4s|tus))?(?:-source|-debug)?-rpms"
              + "(?:__(?<of>\\d+)(?:_DOT_(?<minor>\\d+))?)?");

  private static final Pattern SERVER =
      Pattern.compile(
          "rhel-(?<major>[67])-(?<repository>server|workstation|client)(?:-(?<stream>eus|aus|e4s|tus|els))?"
              + "(?:-[a-z]+)*-rpms(?:__(?<of>\\d+)(?:_DOT_(?<minor>\\d+))?)?");

  /** Where a product's name has another word than the repository's. */
  private static final Map<String, String> WORDS =
      Map.of("rt", "realtime", "sap-netweaver", "sap", "sap-solutions", "sap_hana");

  private static final Pattern OPENSHIFT =
      Pattern.compile("rhocp-(?<version>\\d+\\.\\d+)-for-rhel-(?<major>\\d+)-[a-z0-9_]+-rpms");

  private static final Pattern DATAPATH =
      Pattern.compile("fast-datapath-for-rhel-(?<major>\\d+)-[a-z0-9_]+-rpms");

  private static final Pattern WITHOUT_MINOR =
      Pattern.compile("(?<stream>rhel_(?:eus|aus|e4s|tus)):(?<major>\\d{1,4})::(?<repository>.++)");

  private RedHatRepositories() {}

  /**
   * The product of a repository, as the last parts of its CPE name, which is how advisories name
   * it: {@code enterprise_linux:9::baseos} for {@code rhel-9-for-x86_64-baseos-rpms}.
   *
   * <p>Streams with extended support are products by themselves, one for each minor release. Where
   * the name does not tell that, neither does the product: {@code rhel_eus:9::baseos}, to be
   * {@linkplain #inRelease completed} with the release of the image.
   *
   * @return empty when the name is none that is known
   */
  public static Optional<String> product(String contentSet) {
    Matcher rhel = RHEL.matcher(contentSet);
    if (rhel.matches()) {
      String repository = rhel.group("repository");
      return Optional.of(
          rhel(rhel, rhel.group("major"), WORDS.getOrDefault(repository, repository)));
    }
    Matcher builder = BUILDER.matcher(contentSet);
    if (builder.matches()) {
      String major = builder.group("major");
      return Optional.of(rhel(builder, major == null ? builder.group("ubi") : major, "crb"));
    }
    Matcher server = SERVER.matcher(contentSet);
    if (server.matches()) {
      return Optional.of(rhel(server, server.group("major"), server.group("repository")));
    }
    Matcher openshift = OPENSHIFT.matcher(contentSet);
    if (openshift.matches()) {
      return Optional.of(
          "openshift:" + openshift.group("version") + "::el" + openshift.group("major"));
    }
    Matcher datapath = DATAPATH.matcher(contentSet);
    return datapath.matches()
        ? Optional.of("enterprise_linux:" + datapath.group("major") + "::fastdatapath")
        : Optional.empty();
  }

  private static String rhel(Matcher name, String major, String repository) {
    String stream = name.group("stream");
    if (stream == null) {
      return "enterprise_linux:" + major + "::" + repository;
    }
    if (stream.equals("els")) {
      return "rhel_els:" + major;
    }
    String minor = name.group("minor") == null ? "" : "." + name.group("minor");
    return "rhel_" + stream + ":" + major + minor + "::" + repository;
  }

  /**
   * A product whose minor release is that of the image, where it does not name it itself; where the
   * image does not tell that either, what everybody gets.
   *
   * @param version of the image, such as {@code 9.2}, or null
   */
  static String inRelease(String product, @Nullable String version) {
    Matcher unnamed = WITHOUT_MINOR.matcher(product);
    if (!unnamed.matches()) {
      return product;
    }
    String major = unnamed.group("major");
    return version != null && version.matches(major + "\\.\\d{1,4}")
        ? unnamed.group("stream") + ":" + version + "::" + unnamed.group("repository")
        : "enterprise_linux:" + major + "::" + unnamed.group("repository");
  }
}
