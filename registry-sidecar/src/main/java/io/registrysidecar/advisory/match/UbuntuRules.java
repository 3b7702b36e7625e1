package io.registrysidecar.advisory.match;

import io.registrysidecar.inventory.Component;
import java.util.List;

/**
 * As Debian's, with two differences: long-term releases say so in their name, and kernels come in
 * flavours.
 */
final class UbuntuRules extends DebianRules {

  @Override
  public List<String> ecosystems(Component component) {
    String release = component.release();
    return release == null
        ? List.of(component.ecosystem())
        : List.of(
            component.ecosystem() + ":" + release, component.ecosystem() + ":" + release + ":LTS");
  }

  @Override
  String kernel(String signed) {
    return signed.replaceFirst("-signed", "");
  }
}
