package io.registrysidecar.admission.render;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Where the service answers the questions of clusters. */
public sealed interface Address {

  /** Where it answers when nobody says: a Service of its own name, in a namespace of that name. */
  String DEFAULT_NAME = "registry-sidecar";

  /** The port in the documentation's examples of {@code admission.listen}. */
  int DEFAULT_PORT = 8443;

  /** The address without a slash at the end. */
  String base();

  /**
   * A Service of the cluster; always with TLS.
   *
   * @param name a DNS label
   * @param namespace a DNS label
   * @param port from 1 to 65535
   */
  record Service(String name, String namespace, int port) implements Address {

    @Override
    public String base() {
      return "https://" + name + "." + namespace + ".svc:" + port;
    }
  }

  /** Anything else that the asking side reaches. */
  record Url(String base) implements Address {}

  /**
   * A Service of the cluster.
   *
   * @throws CannotRender if it cannot be the name of one
   */
  static Address service(String name, String namespace, int port) throws CannotRender {
    if (port < 1 || port > 65_535) {
      throw new CannotRender("the port is not one from 1 to 65535");
    }
    return new Service(Names.label("service", name), Names.label("namespace", namespace), port);
  }

  /**
   * An address such as {@code https://sidecar.example.com:8443}.
   *
   * @throws CannotRender if it is anything else: no http or https, or with user, query or fragment
   */
  static Address url(String text) throws CannotRender {
    try {
      URI url = new URI(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (web
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null
          && PLAIN.matcher(text).matches()) {
        return new Url(text.replaceAll("/+$", ""));
      }
    } catch (URISyntaxException e) {
      throw new CannotRender(BAD_URL, e);
    }
    throw new CannotRender(BAD_URL);
  }

  /** What addresses consist of here; enough for host, port and a path. */
  Pattern PLAIN = Pattern.compile("[A-Za-z0-9:/._~%\\[\\]-]{1,1000}");

  /** Does not repeat what was written, which may hold a password. */
  String BAD_URL =
      "the URL is not one of http or https, without user, query and fragment; write one such as"
          + " https://sidecar.example.com:8443";
}
