package io.registrysidecar.advisory.enrich;

import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Distribution;
import java.util.Map;
import java.util.Optional;

/**
 * A distribution or runtime as tables of ends of life name it.
 *
 * @param name the product
 * @param version its version
 */
public record Product(String name, String version) {

  /** Runtimes by the names that they have where they are installed as such. */
  private static final Map<String, String> RUNTIMES =
      Map.ofEntries(
          Map.entry("apache-tomcat", "tomcat"),
          Map.entry("dotnet", "dotnet"),
          Map.entry("dotnet-sdk", "dotnet"),
          Map.entry("erlang", "erlang"),
          Map.entry("go", "go"),
          Map.entry("golang", "go"),
          Map.entry("java", "java"),
          Map.entry("jre", "java"),
          Map.entry("mariadb", "mariadb"),
          Map.entry("mongodb", "mongodb"),
          Map.entry("mysql", "mysql"),
          Map.entry("nginx", "nginx"),
          Map.entry("node", "node"),
          Map.entry("nodejs", "node"),
          Map.entry("openjdk", "java"),
          Map.entry("openssl", "openssl"),
          Map.entry("perl", "perl"),
          Map.entry("php", "php"),
          Map.entry("postgresql", "postgresql"),
          Map.entry("python", "python"),
          Map.entry("redis", "redis"),
          Map.entry("ruby", "ruby"),
          Map.entry("tomcat", "tomcat"));

  /** What .NET calls its runtime where an application brings it along. */
  private static final String DOTNET_RUNTIME = "Microsoft.NETCore.App.Runtime.";

  /** The distribution, when it has a version. The stream of CentOS is a product of its own. */
  public static Optional<Product> of(Distribution os) {
    String version = os.versionId();
    if (version == null) {
      return Optional.empty();
    }
    boolean stream = os.id().equals("centos") && os.prettyName().contains("Stream");
    return Optional.of(new Product(stream ? "centos-stream" : os.id(), version));
  }

  /**
   * The runtime that a component is; empty when it is none, or a distribution's package, which the
   * distribution looks after for as long as itself.
   */
  public static Optional<Product> of(Component component) {
    String name = component.name();
    return switch (component.ecosystem()) {
      case "Go" -> name.equals("stdlib") ? Optional.of(go(component.version())) : Optional.empty();
      case "NuGet" ->
          name.startsWith(DOTNET_RUNTIME)
              ? Optional.of(new Product("dotnet", component.version()))
              : Optional.empty();
      case "Bitnami", "unknown:generic" ->
          Optional.ofNullable(RUNTIMES.get(name))
              .map(product -> new Product(product, version(product, component.version())));
      default -> Optional.empty();
    };
  }

  private static Product go(String version) {
    return new Product(
        "go", version.startsWith("go") ? version.substring(2) : version.replaceFirst("^v", ""));
  }

  /** Java 8 called itself 1.8. */
  private static String version(String product, String version) {
    return product.equals("java") && version.startsWith("1.") ? version.substring(2) : version;
  }
}
