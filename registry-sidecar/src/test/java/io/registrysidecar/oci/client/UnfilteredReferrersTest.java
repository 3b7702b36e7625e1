package io.registrysidecar.oci.client;

import io.registrysidecar.demo.RegistryRequest;
import java.util.Map;

/** A registry that ignores the filter, and one that says so in a list of other filters. */
class UnfilteredReferrersTest extends ReferrersContract {

  @Override
  Fixture fixture() {
    Fixture fixture = Fixture.start();
    fixture.faults.always(
        "GET /referrers/",
        (request, registry, response) -> {
          RegistryRequest all =
              new RegistryRequest(
                  "GET", request.path(), Map.of(), request.headers(), request.body(), "");
          registry.apply(all).with("oci-filters-applied", "other, more").writeTo(request, response);
        });
    return fixture;
  }
}
