package io.registrysidecar.inventory.program;

import static io.registrysidecar.inventory.program.KnownProgram.bitnami;
import static io.registrysidecar.inventory.program.KnownProgram.generic;

import java.util.List;

/**
 * The programs that are known by name. Each row was read off the program itself. A program that a
 * package of the distribution brought is listed, too; the distribution's advisories decide about
 * it. Programs written in Go, such as Traefik, Consul, Vault and etcd, tell more by themselves.
 */
final class KnownPrograms {

  private static final List<KnownProgram> ALL =
      List.of(
          bitnami("node", "node", "node.js/v"),
          bitnami("nodejs", "node", "node.js/v"),
          bitnami("libnode.so", "node", "node.js/v"),
          bitnami("python", "python", "\0").beginning(KnownProgram.FROM_NAME).alone(),
          bitnami("libpython", "python", "\0").beginning(KnownProgram.FROM_NAME).alone(),
          bitnami("ruby", "ruby", "\0ruby ").followedBy("["),
          bitnami("libruby", "ruby", "\0ruby ").followedBy("["),
          bitnami("php", "php", "X-Powered-By: PHP/"),
          bitnami("php-fpm", "php", "X-Powered-By: PHP/"),
          bitnami("php-cgi", "php", "X-Powered-By: PHP/"),
          bitnami("libphp", "php", "X-Powered-By: PHP/"),
          generic("perl", "perl", "\0v").beginning("5.").alone(),
          bitnami("postgres", "postgresql", "postgres (PostgreSQL) "),
          bitnami("redis-server", "redis", "\0").highestOfAll(),
          bitnami("nginx", "nginx", "nginx version: nginx/"),
          bitnami("nginx", "openresty", "nginx version: openresty/"),
          bitnami("httpd", "apache", "\0Apache/"),
          bitnami("apache", "apache", "\0Apache/"),
          bitnami("mariadbd", "mariadb", "\0").followedBy("-MariaDB"),
          bitnami("mysqld", "mariadb", "\0").followedBy("-MariaDB"),
          bitnami("haproxy", "haproxy", " version ").followedBy(", released "),
          bitnami("memcached", "memcached", "\0memcached "),
          bitnami("varnishd", "varnish", "\0varnish-").followedBy(" revision "),
          bitnami("git", "git", "git/").alone(),
          bitnami("lua", "lua", "\0Lua ").followedBy("PUC-Rio"),
          generic("openssl", "openssl", "\0OpenSSL ").followedBy(" 20"),
          generic("libcrypto.so", "openssl", "\0OpenSSL ").followedBy(" 20"),
          generic("bun", "bun", "\0Bun v").followedBy(" ("),
          generic("deno", "deno", "Deno/").followedBy("Deno/"),
          generic("busybox", "busybox", "BusyBox v"),
          generic("bash", "bash", "@(#)Bash version "),
          generic("curl", "curl", "\0curl/"),
          generic("libcurl.so", "curl", "\0libcurl/"));

  private KnownPrograms() {}

  /** Whether the file at {@code path} has the name and mode of any. */
  static boolean isNamed(String path, int mode) {
    if (!mayBe(path, mode)) {
      return false;
    }
    int start = path.lastIndexOf('/') + 1;
    for (KnownProgram program : ALL) {
      if (program.isAt(path, start)) {
        return true;
      }
    }
    return false;
  }

  /** Those that the file at {@code path} may be. */
  static List<VersionSearch> named(String path, int mode) {
    int start = path.lastIndexOf('/') + 1;
    return mayBe(path, mode)
        ? ALL.stream()
            .filter(program -> program.isAt(path, start))
            .map(program -> new VersionSearch(program, program.leading(path)))
            .toList()
        : List.of();
  }

  /** Those that are called {@code name}, whatever the file at hand is called. */
  static List<VersionSearch> called(String name) {
    return ALL.stream()
        .filter(program -> program.stem().equals(name))
        .map(program -> new VersionSearch(program, program.leading(name)))
        .toList();
  }

  /** Libraries need not be executable. */
  private static boolean mayBe(String path, int mode) {
    return (mode & 0111) != 0 || path.indexOf(".so", path.lastIndexOf('/') + 1) > 0;
  }
}
