package io.registrysidecar.sign.notary;

/** The names of headers that both kinds of envelope use. */
final class Header {

  static final String PREFIX = "io.cncf.notary.";
  static final String SIGNING_SCHEME = PREFIX + "signingScheme";
  static final String SIGNING_TIME = PREFIX + "signingTime";
  static final String AUTHENTIC_SIGNING_TIME = PREFIX + "authenticSigningTime";
  static final String EXPIRY = PREFIX + "expiry";
  static final String VERIFICATION_PLUGIN = PREFIX + "verificationPlugin";
  static final String VERIFICATION_PLUGIN_VERSION = PREFIX + "verificationPluginMinVersion";
  static final String TIMESTAMP = PREFIX + "timestampSignature";
  static final String SIGNING_AGENT = PREFIX + "signingAgent";

  private Header() {}
}
