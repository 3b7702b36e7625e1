package io.registrysidecar.advisory.match;

import java.util.regex.Pattern;

/**
 * Some Maven versions end with the Java runtime that they are built for, which says nothing about
 * their age: {@code 12.10.2.jre11}.
 */
final class MavenRules implements EcosystemRules {

  private static final Pattern RUNTIME = Pattern.compile("[.-](?:jre|jdk)[0-9]{1,2}$");

  @Override
  public String comparable(String version) {
    return RUNTIME.matcher(version).replaceFirst("");
  }
}
