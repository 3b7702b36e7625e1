package io.registrysidecar.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/** Addresses in a configuration. Messages show them without user names and passwords. */
final class Urls {

  private static final int MOST_DOCUMENTS = 32;

  private static final String DOCUMENT_ADVICE =
      "write https:// (http:// only on this machine), host and path, without user name, ? and #,"
          + " such as https://vex.example.com/team.openvex.json";

  private static final String REGISTRY_ADVICE =
      "write http:// or https://, host and port, such as https://registry.example.com";

  private Urls() {}

  /** The addresses of documents, which are fetched again and again. */
  static List<URI> documents(List<String> texts) throws BadValue {
    List<URI> addresses = new ArrayList<>();
    for (String text : texts) {
      addresses.add(document(text));
    }
    if (addresses.size() > MOST_DOCUMENTS) {
      throw new BadValue(
          addresses.size() + " addresses are too many; at most " + MOST_DOCUMENTS + " are fetched");
    }
    return List.copyOf(addresses);
  }

  private static URI document(String text) throws BadValue {
    try {
      URI uri = new URI(text);
      boolean safe =
          "https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme())
                  && String.valueOf(uri.getHost())
                      .matches("localhost|127(\\.\\d{1,3}){3}|\\[::1]"));
      if (uri.getHost() != null
          && safe
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new BadValue("\"" + withoutSecrets(text) + "\" is not a URL; " + DOCUMENT_ADVICE);
    }
    throw new BadValue("\"" + withoutSecrets(text) + "\" cannot be taken; " + DOCUMENT_ADVICE);
  }

  /** The address of a registry: scheme, host and port. */
  static URI registry(String text) throws BadValue {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException _) {
      throw new BadValue(REGISTRY_ADVICE);
    }
    String scheme = uri.getScheme();
    if (uri.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new BadValue(
          "\"" + withoutUserInfo(text) + "\" is not the URL of a registry; " + REGISTRY_ADVICE);
    }
    if (uri.getRawUserInfo() != null) {
      throw new BadValue(
          "the URL contains credentials; write them under username and password-file instead");
    }
    String path = uri.getRawPath();
    if (!(path.isEmpty() || path.equals("/"))
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new BadValue(
          "the URL has something after host and port; " + REGISTRY_ADVICE + " without a path");
    }
    return URI.create(scheme + "://" + uri.getRawAuthority());
  }

  /** Tokens are in user names and queries. */
  private static String withoutSecrets(String text) {
    return withoutUserInfo(text).replaceAll("[?#].*", "?…");
  }

  private static String withoutUserInfo(String text) {
    return text.replaceAll("//[^/]*@", "//");
  }
}
