package io.registrysidecar.advisory.match;

import io.registrysidecar.inventory.Component;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Some Maven versions end with the Java runtime that they are built for, which says nothing about
 * their age: {@code 12.10.2.jre11}.
 */
final class MavenRules implements EcosystemRules {

  private static final Pattern RUNTIME = Pattern.compile("[.-](?:jre|jdk)[0-9]{1,2}$");

  private final @Nullable String otherName;

  /** Looks components up by their own names. */
  MavenRules() {
    this(null);
  }

  /** Looks a component up by another name, unless that is null. */
  MavenRules(@Nullable String otherName) {
    this.otherName = otherName;
  }

  @Override
  public List<Wanted> packages(Component component) {
    return otherName == null
        ? EcosystemRules.super.packages(component)
        : List.of(new Wanted(otherName, component.version()));
  }

  @Override
  public String comparable(String version) {
    return RUNTIME.matcher(version).replaceFirst("");
  }
}
