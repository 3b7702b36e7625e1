package io.registrysidecar.inventory;

import io.registrysidecar.image.TarPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The symbolic links in the root directory while layers are laid upon each other. Where {@code lib}
 * leads to {@code usr/lib}, a layer may write to {@code usr/lib/x} what another has at {@code
 * lib/x}: one file with two names.
 */
final class RootLinks {

  private final Map<String, String> links = new TreeMap<>();

  /** Takes over what a layer says about the root directory. */
  void lay(LayerShape shape) {
    links.keySet().removeIf(shape::hides);
    shape
        .rootLinks()
        .forEach((link, target) -> {
          String resolved = TarPath.of(target).value();
          if (!resolved.isEmpty() && !resolved.equals(link) && !target.contains("..")) {
            links.put(link, resolved);
          }
        });
  }

  /** The one name of the file at {@code path} that leads through no link of the root directory. */
  String resolve(String path) {
    String resolved = path;
    for (int i = 0; i <= links.size(); i++) {
      int slash = resolved.indexOf('/');
      String target = slash < 0 ? null : links.get(resolved.substring(0, slash));
      if (target == null) {
        return resolved;
      }
      resolved = target + resolved.substring(slash);
    }
    return path;
  }

  /** Every name of the file whose resolved name is {@code path}. */
  List<String> names(String path) {
    List<String> names = new ArrayList<>();
    names.add(path);
    links.forEach((link, target) -> {
      if (path.startsWith(target + "/")) {
        names.add(link + path.substring(target.length()));
      }
    });
    return names;
  }

  /** Whether {@code shape} hides the file whose resolved name is {@code path}, by any name. */
  boolean hides(LayerShape shape, String path) {
    if (shape.hides(path)) {
      return true;
    }
    for (Map.Entry<String, String> link : links.entrySet()) {
      if (path.startsWith(link.getValue() + "/")) {
        String name = link.getKey() + path.substring(link.getValue().length());
        // The link itself hides nothing of where it leads.
        if (shape.hidesBelow(name, link.getKey().length())) {
          return true;
        }
      }
    }
    return false;
  }
}
