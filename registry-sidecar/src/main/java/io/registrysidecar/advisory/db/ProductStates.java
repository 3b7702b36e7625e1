package io.registrysidecar.advisory.db;

import io.registrysidecar.advisory.PackageNames;
import io.registrysidecar.advisory.PlatformScope;
import io.registrysidecar.advisory.feed.Enrichment;
import io.registrysidecar.advisory.feed.Enrichment.State;
import io.registrysidecar.advisory.feed.OsvRecord;
import io.registrysidecar.advisory.feed.OsvRecord.Affected;
import io.registrysidecar.advisory.feed.OsvRecord.Event;
import io.registrysidecar.advisory.feed.OsvRecord.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes an advisory of what Red Hat says it does about a problem: every version of each package
 * that it names is affected, in the product that it names, until an update says otherwise.
 */
final class ProductStates {

  private static final String NOT_AFFECTED = "Not affected";

  /** {@code o:enterprise_linux:9}, of which advisories leave out the kind of product. */
  private static final Pattern PRODUCT = Pattern.compile("[oah]:(.+)");

  /** {@code nodejs:18/nodejs} is a package in a module. */
  private static final Pattern IN_MODULE = Pattern.compile("([^/:]+:[^/:]+)/([^/]+)");

  private ProductStates() {}

  static OsvRecord record(Enrichment.States states) {
    List<Affected> affected = new ArrayList<>();
    for (State state : states.states()) {
      Matcher product = PRODUCT.matcher(state.product());
      if (!state.word().equals(NOT_AFFECTED) && product.matches()) {
        affected.add(affected("Red Hat:" + product.group(1), name(state.name()), state.word()));
      }
    }
    return new OsvRecord(
        PackageNames.RED_HAT_STATES + states.cve(),
        null,
        null,
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        states.severity(),
        "",
        affected);
  }

  private static String name(String component) {
    Matcher inModule = IN_MODULE.matcher(component);
    return inModule.matches()
        ? PackageNames.inModule(inModule.group(1), inModule.group(2))
        : component;
  }

  private static Affected affected(String ecosystem, String name, String word) {
    return new Affected(
        ecosystem,
        name,
        List.of(new Range(List.of(new Event("introduced", "0")))),
        List.of(),
        List.of(),
        List.of(),
        null,
        word,
        null,
        null,
        Map.of(),
        null,
        PlatformScope.EVERYWHERE);
  }
}
