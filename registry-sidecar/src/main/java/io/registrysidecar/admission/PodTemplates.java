package io.registrysidecar.admission;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where each kind of object keeps the specification of its Pods. */
final class PodTemplates {

  private static final String TEMPLATE = "/spec/template/spec";

  private static final Map<String, String> POINTERS =
      Map.of(
          "/Pod", "/spec",
          "/PodTemplate", "/template/spec",
          "/ReplicationController", TEMPLATE,
          "apps/Deployment", TEMPLATE,
          "apps/ReplicaSet", TEMPLATE,
          "apps/StatefulSet", TEMPLATE,
          "apps/DaemonSet", TEMPLATE,
          "batch/Job", TEMPLATE,
          "batch/CronJob", "/spec/jobTemplate/spec/template/spec");

  private PodTemplates() {}

  /** The JSON pointer to the specification, or null when the kind is not known to have one. */
  static @Nullable String pointer(String group, String kind) {
    return POINTERS.get(group + "/" + kind);
  }
}
