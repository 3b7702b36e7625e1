package io.registrysidecar.config;

/**
 * Where the service listens.
 *
 * @param host a host name or an IP address, without brackets
 * @param port 1 to 65535, or 0 for any free port
 */
public record ListenAddress(String host, int port) {

  static ListenAddress parse(String text) throws BadValue {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw new BadValue(advice(text));
    }
    int port = port(text.substring(colon + 1));
    if (host.isEmpty() || host.chars().anyMatch(Character::isWhitespace) || port < 0) {
      throw new BadValue(advice(text));
    }
    return new ListenAddress(host, port);
  }

  /** Whether only programs on this machine can connect. */
  public boolean isLoopback() {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}")) {
      return -1;
    }
    int port = Integer.parseInt(text);
    return port <= 65535 ? port : -1;
  }

  private static String advice(String text) {
    return "\""
        + text
        + "\" is not an address; write host:port, such as 127.0.0.1:8080 or [::1]:8080";
  }
}
