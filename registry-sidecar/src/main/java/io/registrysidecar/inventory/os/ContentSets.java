package io.registrysidecar.inventory.os;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.Distribution;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The repositories that a layer of a Red Hat image was built from, by the names of Red Hat's
 * content delivery, as the last parts of the CPE names of their products: that is how its
 * advisories name them.
 */
final class ContentSets {

  private static final int MOST = 200;

  private static final Pattern RHEL =
      Pattern.compile(
          "(?:rhel|ubi)-(?<major>\\d+)(?:-for-[a-z0-9_]+)?-(?<repository>baseos|appstream"
              + "|highavailability|resilientstorage|nfv|rt|sap|sap-solutions|supplementary)"
              + "(?:-(?<stream>eus|aus|e4s|tus))?(?:-source|-debug)?-rpms"
              + "(?:__(?<of>\\d+)(?:_DOT_(?<minor>\\d+))?)?");

  private static final Pattern BUILDER =
      Pattern.compile(
          "(?:codeready-builder-for-rhel-(?<major>\\d+)-[a-z0-9_]+|ubi-(?<ubi>\\d+)(?:-for-[a-z0-9_]+)?"
              + "-codeready-builder)(?:-source|-debug)?-rpms");

  private static final Pattern SERVER =
      Pattern.compile(
          "rhel-(?<major>[67])-(?<repository>server|workstation|client)(?:-[a-z]+)*-rpms");

  private static final Pattern OPENSHIFT =
      Pattern.compile("rhocp-(?<version>\\d+\\.\\d+)-for-rhel-(?<major>\\d+)-[a-z0-9_]+-rpms");

  private static final Pattern DATAPATH =
      Pattern.compile("fast-datapath-for-rhel-(?<major>\\d+)-[a-z0-9_]+-rpms");

  private ContentSets() {}

  static void read(InputStream json, EvidenceSink found) throws IOException, MalformedEvidence {
    TreeSet<String> products = new TreeSet<>();
    BoundedJson.read(
        json,
        parser ->
            BoundedJson.members(
                parser,
                (name, value) -> {
                  if (name.equals("content_sets")) {
                    names(value).forEach(set -> product(set).ifPresent(products::add));
                  }
                }));
    if (!products.isEmpty()) {
      found.found(
          new Distribution(
              "rhel", null, null, "Red Hat Enterprise Linux", List.of(), List.copyOf(products)));
    }
  }

  private static List<String> names(JsonParser parser) throws IOException {
    List<String> names = new ArrayList<>();
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return names;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
      String name = BoundedJson.text(parser);
      parser.skipChildren();
      if (name != null && names.size() < MOST) {
        names.add(name);
      }
    }
    return names;
  }

  /** {@code enterprise_linux:9::baseos} for {@code rhel-9-for-x86_64-baseos-rpms}. */
  static Optional<String> product(String contentSet) {
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
      return Optional.of(
          "enterprise_linux:" + server.group("major") + "::" + server.group("repository"));
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
    String repository = rhel.group("repository");
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
