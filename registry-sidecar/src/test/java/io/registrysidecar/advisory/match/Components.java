package io.registrysidecar.advisory.match;

import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.inventory.SourcePackage;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.MalformedReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Components for tests: {@code deb("libssl3", "3.0.9-1").from("openssl", "3.0.9-1")}. */
final class Components {

  static final Digest LAYER = layer();

  private Components() {}

  static Component deb(String name, String version) {
    return component("deb/debian", "Debian", "12", name, version);
  }

  static Component ubuntu(String release, String name, String version) {
    return component("deb/ubuntu", "Ubuntu", release, name, version);
  }

  static Component apk(String release, String name, String version) {
    return component("apk/alpine", "Alpine", release, name, version);
  }

  static Component wolfi(String name, String version) {
    return component("apk/wolfi", "Wolfi", null, name, version);
  }

  static Component maven(String name, String version) {
    return component("maven", "Maven", null, name, version);
  }

  static Component npm(String name, String version) {
    return component("npm", "npm", null, name, version);
  }

  static Component pypi(String name, String version) {
    return component("pypi", "PyPI", null, name, version);
  }

  static Component go(String name, String version) {
    return component("golang", "Go", null, name, version);
  }

  static Component component(
      String type, String ecosystem, @Nullable String release, String name, String version) {
    return new Component(
        "pkg:" + type + "/" + name + "@" + version,
        ecosystem,
        release,
        name,
        version,
        null,
        null,
        LAYER,
        List.of("var/lib/evidence"),
        null,
        List.of());
  }

  static Component builtFrom(Component of, String source, String version) {
    return copy(of, of.purl(), new SourcePackage(source, version), of.maintainer(), of.ownedBy());
  }

  static Component builtBy(Component of, String maintainer) {
    return copy(of, of.purl(), of.source(), maintainer, of.ownedBy());
  }

  static Component ownedBy(Component of, Component owner) {
    return copy(of, of.purl(), of.source(), of.maintainer(), owner.purl());
  }

  /** The same under another package URL. */
  static Component named(Component of, String purl) {
    return copy(of, purl, of.source(), of.maintainer(), of.ownedBy());
  }

  static Inventory inventory(Component... components) {
    return new Inventory(null, List.of(components), List.of());
  }

  private static Component copy(
      Component of,
      String purl,
      @Nullable SourcePackage source,
      @Nullable String maintainer,
      @Nullable String ownedBy) {
    return new Component(
        purl,
        of.ecosystem(),
        of.release(),
        of.name(),
        of.version(),
        source,
        maintainer,
        of.layer(),
        of.paths(),
        ownedBy,
        of.licenses());
  }

  private static Digest layer() {
    try {
      return Digest.parse("sha256:" + "0".repeat(64));
    } catch (MalformedReference e) {
      throw new AssertionError(e);
    }
  }
}
