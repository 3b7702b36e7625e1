package io.registrysidecar.sign.key;

import java.util.Locale;

/** For whom public keys are shown. */
public enum KeyFormat {
  /** All keys that verify, in PEM. */
  PEM("pem", ""),
  /** Every key with its times. */
  JSON("json", ""),
  /** Commands for cosign. */
  COSIGN("cosign", "${role}/cosign.txt"),
  /** Commands for notation. */
  NOTATION("notation", "notation.txt"),
  /** Notation's trust policy alone. */
  TRUST_POLICY("trust-policy", "trustpolicy.json"),
  /** A policy for Kyverno. */
  KYVERNO("kyverno", "${role}/kyverno.yaml"),
  /** A policy for sigstore's policy-controller. */
  POLICY_CONTROLLER("policy-controller", "${role}/policy-controller.yaml"),
  /** Resources of Ratify. */
  RATIFY("ratify", "ratify.yaml"),
  /** Resources of Gatekeeper, which asks Ratify. */
  GATEKEEPER("gatekeeper", "gatekeeper.yaml");

  private final String word;
  private final String template;

  KeyFormat(String word, String template) {
    this.word = word;
    this.template = template;
  }

  /** The word in commands and addresses. */
  public String word() {
    return word;
  }

  /** The resource that is filled in; empty for those that are not made from one. */
  String template(KeyRole role) {
    return template.replace("${role}", role.name().toLowerCase(Locale.ROOT));
  }
}
