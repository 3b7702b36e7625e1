package io.registrysidecar.e2e;

/** What the API server asks about an object in the namespace "prod", as JSON. */
final class AdmissionRequests {

  private AdmissionRequests() {}

  /** What a Pod says of its only container. */
  static String spec(String image) {
    return """
    {"containers": [{"name": "web", "image": "%s"}]}\
    """
        .formatted(image);
  }

  /** What a Pod says that mounts an image. */
  static String mounting(String image, String mounted) {
    return """
    {"containers": [{"name": "web", "image": "%s"}],
     "volumes": [{"name": "a", "emptyDir": {}}, {"name": "b", "image": {"reference": "%s"}}]}\
    """
        .formatted(image, mounted);
  }

  /** What an object says that makes Pods. */
  static String template(String spec) {
    return "{\"template\": {\"spec\": " + spec + "}}";
  }

  /** An object is made. */
  static String created(String kind, String group, String spec) {
    return review(kind, group, "CREATE", object(kind, group, spec), "null");
  }

  /** A Pod is changed. */
  static String updated(String spec, String before) {
    return review("Pod", "", "UPDATE", object("Pod", "", spec), object("Pod", "", before));
  }

  /** A Pod is deleted, as Gatekeeper tells its engine: the old object is shown as the new one. */
  static String deleted(String spec) {
    return review("Pod", "", "DELETE", object("Pod", "", spec), object("Pod", "", spec));
  }

  private static String object(String kind, String group, String spec) {
    return """
    {"apiVersion": "%s", "kind": "%s", "metadata": {"name": "x", "namespace": "prod"}, "spec": %s}\
    """
        .formatted(group.isEmpty() ? "v1" : group + "/v1", kind, spec);
  }

  private static String review(
      String kind, String group, String operation, String object, String before) {
    return """
    {"uid": "u-1", "kind": {"group": "%s", "version": "v1", "kind": "%s"}, "operation": "%s", "name": "x",
     "namespace": "prod", "object": %s, "oldObject": %s}\
    """
        .formatted(group, kind, operation, object, before);
  }
}
