package io.registrysidecar.inventory;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
              + "-codeready-builder)(?:-source|-debug)?-rpms");

  private static final Pattern SERVER =
      Pattern.compile(
          "rhel-(?<major>[67])-(?<repository>server|workstation|client)(?:-(?<stream>eus|aus|e4s|tus))?"
              + "(?:-[a-z]+)*-rpms(?:__(?<of>\\d+)(?:_DOT_(?<minor>\\d+))?)?");

  /** Where a product's name has another word than the repository's. */
  private static final Map<String, String> WORDS =
      Map.of("rt", "realtime", "sap-netweaver", "sap", "sap-solutions", "sap_hana");

  private static final Pattern OPENSHIFT =
      Pattern.compile("rhocp-(?<version>\\d+\\.\\d+)-for-rhel-(?<major>\\d+)-[a-z0-9_]+-rpms");

  private static final Pattern DATAPATH =
      Pattern.compile("fast-datapath-for-rhel-(?<major>\\d+)-[a-z0-9_]+-rpms");

  private RedHatRepositories() {}

  /**
   * The product of a repository, as the last parts of its CPE name, which is how advisories name
   * it: {@code enterprise_linux:9::baseos} for {@code rhel-9-for-x86_64-baseos-rpms}.
   *
   * @return empty when the name is none that is known, or does not tell the product
   */
  public static Optional<String> product(String contentSet) {
    Matcher rhel = RHEL.matcher(contentSet);
    if (rhel.matches()) {
      return rhel(rhel);
    }
    Matcher builder = BUILDER.matcher(contentSet);
    if (builder.matches()) {
      String major = builder.group("major");
      return Optional.of(
          "enterprise_linux:" + (major == null ? builder.group("ubi") : major) + "::crb");
    }
    Matcher server = SERVER.matcher(contentSet);
    if (server.matches()) {
      return rhel(server);
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

  /** Streams with extended support are products by themselves, one for each minor release. */
  private static Optional<String> rhel(Matcher rhel) {
    String repository = WORDS.getOrDefault(rhel.group("repository"), rhel.group("repository"));
    String stream = rhel.group("stream");
    if (stream == null) {
      return Optional.of("enterprise_linux:" + rhel.group("major") + "::" + repository);
    }
    return rhel.group("minor") == null
        ? Optional.empty()
        : Optional.of(
            "rhel_%s:%s.%s::%s"
                .formatted(stream, rhel.group("of"), rhel.group("minor"), repository));
  }
}
