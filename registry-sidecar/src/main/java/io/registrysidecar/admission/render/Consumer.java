package io.registrysidecar.admission.render;

import static io.registrysidecar.admission.render.Setting.CA;
import static io.registrysidecar.admission.render.Setting.CLIENT_CERTIFICATE;
import static io.registrysidecar.admission.render.Setting.DIGESTS;
import static io.registrysidecar.admission.render.Setting.EXEMPT_IMAGES;
import static io.registrysidecar.admission.render.Setting.FAIL;
import static io.registrysidecar.admission.render.Setting.IMAGES;
import static io.registrysidecar.admission.render.Setting.KEYS;
import static io.registrysidecar.admission.render.Setting.MAX_AGE;
import static io.registrysidecar.admission.render.Setting.NAMESPACES;
import static io.registrysidecar.admission.render.Setting.SERVICE;
import static io.registrysidecar.admission.render.Setting.TIMEOUT;
import static io.registrysidecar.admission.render.Setting.URL;

import java.util.List;
import java.util.Set;

/** Who decides in a cluster what may run, and asks or reads the sidecar for it. */
@SuppressWarnings("ImmutableEnumChecker") // sets and lists of Set.of and List.of
public enum Consumer {
  /** Gatekeeper, by external data. */
  GATEKEEPER(
      "gatekeeper",
      "gatekeeper-system",
      Set.of(CA),
      Set.of(SERVICE, URL, CA, FAIL, TIMEOUT, NAMESPACES, DIGESTS),
      new Part("gatekeeper.yaml")),
  /** Gatekeeper with the constraint templates of Ratify 1. */
  RATIFY(
      "ratify",
      "gatekeeper-system",
      Set.of(CA),
      Set.of(SERVICE, URL, CA, TIMEOUT, NAMESPACES, DIGESTS),
      new Part("ratify.yaml")),
  /** The API server, by a validating webhook. */
  WEBHOOK(
      "webhook",
      "",
      Set.of(),
      Set.of(SERVICE, URL, CA, FAIL, TIMEOUT, NAMESPACES),
      new Part("webhook.yaml")),
  /** The API server, which lets tags be replaced by digests. */
  MUTATING_WEBHOOK(
      "mutating-webhook",
      "",
      Set.of(),
      Set.of(SERVICE, URL, CA, FAIL, TIMEOUT, NAMESPACES),
      new Part("mutating-webhook.yaml")),
  /** The API server's plugin ImagePolicyWebhook. It does not know the names of Services. */
  IMAGE_POLICY(
      "image-policy",
      "",
      Set.of(URL),
      Set.of(URL, CA, FAIL, CLIENT_CERTIFICATE),
      new Part("image-policy-admission.yaml"),
      new Part("image-policy-kubeconfig.yaml")),
  /** Kyverno, which asks the service. */
  KYVERNO(
      "kyverno",
      "kyverno",
      Set.of(),
      Set.of(SERVICE, URL, CA, FAIL, TIMEOUT, NAMESPACES),
      new Part("kyverno.yaml")),
  /** Kyverno, which reads signed results at the image. */
  KYVERNO_ATTESTATIONS(
      "kyverno-attestations",
      "kyverno",
      Set.of(),
      Set.of(TIMEOUT, NAMESPACES, IMAGES, KEYS, MAX_AGE),
      new Part("kyverno-attestations.yaml")),
  /** The policy-controller of sigstore, which reads signed results at the image. */
  POLICY_CONTROLLER(
      "policy-controller",
      "",
      Set.of(),
      Set.of(IMAGES, KEYS, MAX_AGE),
      new Part("policy-controller.yaml")),
  /** A node's containerd. It does not know the names of Services. */
  CONTAINERD(
      "containerd",
      "",
      Set.of(URL),
      Set.of(URL, CA, FAIL, TIMEOUT, EXEMPT_IMAGES, CLIENT_CERTIFICATE),
      new Part("containerd.sh"));

  private final String word;
  private final String home;
  private final Set<Setting> needs;
  private final Set<Setting> takes;
  private final List<Part> parts;

  Consumer(String word, String home, Set<Setting> needs, Set<Setting> takes, Part... parts) {
    this.word = word;
    this.home = home;
    this.needs = needs;
    this.takes = takes;
    this.parts = List.of(parts);
  }

  /** One text of those that a consumer gets; named as its template is. */
  record Part(String resource) {

    boolean script() {
      return resource.endsWith(".sh");
    }

    /** What its file is called where it is used. */
    String file() {
      return script() ? "registry-sidecar-verifier" : resource.replace("image-policy-", "");
    }
  }

  /** The word in commands. */
  public String word() {
    return word;
  }

  /** What can be said about its manifest. */
  public Set<Setting> takes() {
    return takes;
  }

  /** What must be said about its manifest. */
  public Set<Setting> needs() {
    return needs;
  }

  /** The namespace in which it runs, which it must not keep from starting; empty for none. */
  String home() {
    return home;
  }

  List<Part> parts() {
    return parts;
  }
}
