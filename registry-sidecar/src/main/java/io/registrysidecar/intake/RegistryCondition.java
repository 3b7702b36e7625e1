package io.registrysidecar.intake;

import io.registrysidecar.oci.client.RegistryFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a registry can be reconciled. Says so when it changes, not each time. */
final class RegistryCondition {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryCondition.class);

  private final String registry;
  private String problem = "";

  RegistryCondition(String registry) {
    this.registry = registry;
  }

  /** Notes a failure; true when it is news. */
  boolean failed(RegistryFailure failure) {
    String kind = failure.getClass().getSimpleName();
    if (problem.equals(kind)) {
      return false;
    }
    problem = kind;
    LOG.atWarn()
        .addKeyValue("registry", registry)
        .addKeyValue("reason", failure.message())
        .log("registry cannot be reconciled");
    return true;
  }

  /** Notes success; true when it is news. */
  boolean well() {
    if (problem.isEmpty()) {
      return false;
    }
    problem = "";
    LOG.atInfo().addKeyValue("registry", registry).log("registry can be reconciled again");
    return true;
  }
}
