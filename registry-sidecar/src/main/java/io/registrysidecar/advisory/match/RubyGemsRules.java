package io.registrysidecar.advisory.match;

import java.util.regex.Pattern;

/**
 * Gems with compiled parts are published once for each platform, which their versions end with:
 * {@code 1.16.2-x86_64-linux}. It says nothing about their age.
 */
final class RubyGemsRules implements EcosystemRules {

  private static final Pattern PLATFORM =
      Pattern.compile(
          "-(?:(?:x86|x86_64|x64|i[3-6]86|arm|arm64|aarch64|universal|powerpc|ppc64le|riscv64|s390x)"
              + "-[a-z0-9_.-]{1,40}|java|jruby|truffleruby|mswin(?:32|64)|mingw32)$");

  @Override
  public String comparable(String version) {
    return PLATFORM.matcher(version).replaceFirst("");
  }
}
