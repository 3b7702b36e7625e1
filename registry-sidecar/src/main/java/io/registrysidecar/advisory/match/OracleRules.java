package io.registrysidecar.advisory.match;

import io.registrysidecar.advisory.OracleFlavours;
import io.registrysidecar.inventory.Component;
import java.util.List;

/** As those of other rebuilds, but that packages come in flavours with versions of their own. */
final class OracleRules extends RpmRules {

  OracleRules() {
    super(Named.BOTH, "oracle");
  }

  @Override
  public List<Wanted> packages(Component component) {
    return super.packages(component).stream()
        .map(wanted ->
            new Wanted(
                OracleFlavours.filed(wanted.name(), component.version()),
                wanted.version(),
                wanted.epochKnown()))
        .toList();
  }
}
