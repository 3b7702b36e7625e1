package io.registrysidecar.inventory.conda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code conda-meta} says about a package: the record of its channel, and where it is. */
final class PackageRecord {

  private static final Set<String> TEXTS =
      Set.of("name", "version", "license", "subdir", "build", "channel", "fn");

  private static final List<String> ARCHIVES = List.of("conda", "tar.bz2");
  private static final int MOST = 2000;

  private final Map<String, String> texts = new HashMap<>();
  private final List<String> needs = new ArrayList<>();

  void member(String key, JsonParser value) throws IOException {
    if (TEXTS.contains(key)) {
      String text = BoundedJson.text(value);
      if (text != null) {
        texts.putIfAbsent(key, text);
      }
    } else if (key.equals("depends") && value.currentToken() == JsonToken.START_ARRAY) {
      while (value.nextToken() != JsonToken.END_ARRAY) {
        need(BoundedJson.text(value));
        value.skipChildren();
      }
    }
  }

  /** A name, then perhaps versions; two underscores begin what the system has. */
  private void need(@Nullable String spec) {
    if (spec != null && !spec.startsWith("__") && needs.size() < MOST) {
      int end = 0;
      while (end < spec.length() && " <>=!~[".indexOf(spec.charAt(end)) < 0) {
        end++;
      }
      needs.add(spec.substring(0, end));
    }
  }

  PackageFact fact() throws MalformedEvidence {
    String name = texts.get("name");
    String version = texts.get("version");
    if (name == null || version == null) {
      throw new MalformedEvidence("it has no " + (name == null ? "name" : "version"));
    }
    String license = texts.get("license");
    return PackageFact.of("conda", null, name, version)
        .licensed(license == null || license.equals("None") ? List.of() : List.of(license))
        .with(Relations.needing(needs))
        .qualified(qualifiers());
  }

  private Map<String, String> qualifiers() {
    Map<String, String> qualifiers = new TreeMap<>();
    for (String key : List.of("build", "subdir")) {
      if (texts.containsKey(key)) {
        qualifiers.put(key, texts.get(key));
      }
    }
    String channel = channel();
    if (!channel.isEmpty()) {
      qualifiers.put("channel", channel);
    }
    for (String archive : ARCHIVES) {
      if (texts.getOrDefault("fn", "").endsWith("." + archive)) {
        qualifiers.put("type", archive);
      }
    }
    return qualifiers;
  }

  /** {@code conda-forge}, also where it is an address; empty for a directory of this machine. */
  private String channel() {
    String channel = texts.getOrDefault("channel", "");
    String subdir = "/" + texts.getOrDefault("subdir", "");
    if (channel.startsWith("file:")) {
      return "";
    }
    if (channel.endsWith("/")) {
      channel = channel.substring(0, channel.length() - 1);
    }
    if (channel.endsWith(subdir)) {
      channel = channel.substring(0, channel.length() - subdir.length());
    }
    return channel.substring(channel.lastIndexOf('/') + 1);
  }
}
