package io.registrysidecar.inventory.jvm;

import io.registrysidecar.inventory.PackageFact;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Java runtime. It is compared with what Bitnami's ecosystem knows of upstream's Java, whose
 * version 1.8.0_392 is written 8.0.392 there.
 */
public final class JavaRuntime {

  private static final Pattern OLD = Pattern.compile("1\\.(\\d+)\\.(\\d+)(?:_(\\d+))?.*");
  private static final Pattern NEW = Pattern.compile("(\\d+(?:\\.\\d+){0,4}).*");

  private JavaRuntime() {}

  /** A runtime with all tools, or of which nothing else is known. */
  public static PackageFact java(String version, @Nullable String implementor) {
    return fact("java", version, implementor);
  }

  /** A runtime without compilers. */
  static PackageFact jre(String version, @Nullable String implementor) {
    return fact("jre", version, implementor);
  }

  private static PackageFact fact(String name, String version, @Nullable String implementor) {
    return PackageFact.of("bitnami", null, name, upstream(version)).maintainedBy(implementor);
  }

  private static String upstream(String version) {
    Matcher old = OLD.matcher(version);
    if (old.matches()) {
      return old.group(1) + "." + old.group(2) + "." + (old.group(3) == null ? "0" : old.group(3));
    }
    Matcher matcher = NEW.matcher(version);
    if (!matcher.matches()) {
      return version;
    }
    String numbers = matcher.group(1);
    long dots = numbers.chars().filter(each -> each == '.').count();
    return numbers + (dots == 0 ? ".0.0" : dots == 1 ? ".0" : "");
  }
}
