package io.registrysidecar.report;

import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.SourcePackage;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Packages that are nothing of a kernel but its headers, in an image without the kernel itself. The
 * advisories of a distribution name the source that both are built from, so the headers have all of
 * the kernel's problems, none of which they can have: they are named, and looked at last.
 */
final class KernelHeaders {

  private static final Pattern SOURCE = Pattern.compile("linux(?:-.+)?|kernel(?:-.+)?");
  private static final Pattern HEADERS =
      Pattern.compile("linux-libc-dev.*|linux-(?:.+-)?headers.*|kernel-(?:.+-)?headers.*");
  private static final Pattern KERNEL =
      Pattern.compile(
          "linux-(?:image|modules|kernel|lts|virt).*|kernel(?:-.*core.*|-default|-modules.*)?");

  private KernelHeaders() {}

  /** Package URLs of the headers; empty when a kernel is installed, too. */
  static Set<String> withoutKernel(List<Component> components) {
    List<Component> built = components.stream().filter(component -> isOfKernel(component)).toList();
    return built.stream().anyMatch(component -> KERNEL.matcher(component.name()).matches())
        ? Set.of()
        : built.stream()
            .filter(component -> HEADERS.matcher(component.name()).matches())
            .map(Component::purl)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isOfKernel(Component component) {
    SourcePackage source = component.source();
    String name = source == null ? component.name() : source.name();
    return SOURCE.matcher(name).matches();
  }
}
