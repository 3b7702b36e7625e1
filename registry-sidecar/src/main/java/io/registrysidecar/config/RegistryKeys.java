package io.registrysidecar.config;

import io.registrysidecar.oci.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The keys of one registry, in the order in which they are documented. */
final class RegistryKeys {

  static final String PREFIX = "REGISTRY_";

  static final Key<String> NAME =
      Key.computed(
          "name",
          "REGISTRY_NAME",
          ValueTypes.SOURCE_NAME,
          "`registry`, for a single registry",
          "What the registry is called in messages and in the API. Its notifications are taken at"
              + " `/events/` and this name.");
  static final Key<URI> URL =
      Key.required(
          "url",
          "REGISTRY_URL",
          ValueTypes.REGISTRY_URL,
          "Where the registry is: scheme, host and port. Plain `http` is used only when it is"
              + " written here.");
  static final Key<String> USERNAME =
      Key.optional(
          "username",
          "REGISTRY_USERNAME",
          ValueTypes.TEXT,
          "The account to use. Give the sidecar one of its own, that may pull, push and delete."
              + " Without it, the Docker configuration and its credential helpers are asked.");
  static final Key<Secret> PASSWORD =
      Key.optional(
          "password-file",
          "REGISTRY_PASSWORD_FILE",
          ValueTypes.SECRET_FILE,
          "The file that holds the password or token of that account.");
  static final Key<Path> CA =
      Key.optional(
          "ca-file",
          "REGISTRY_CA_FILE",
          ValueTypes.PATH,
          "Certificates (PEM) to trust for this registry, besides those that the system trusts.");
  static final Key<Path> CLIENT_CERTIFICATE =
      Key.optional(
          "client-cert-file",
          "REGISTRY_CLIENT_CERT_FILE",
          ValueTypes.PATH,
          "The certificate (PEM) that the sidecar shows to the registry. Needs `client-key-file`.");
  static final Key<Path> CLIENT_KEY =
      Key.optional(
          "client-key-file",
          "REGISTRY_CLIENT_KEY_FILE",
          ValueTypes.PATH,
          "The private key (PEM, PKCS #8) of that certificate. Needs `client-cert-file`.");
  static final Key<List<String>> TRUSTED_HOSTS =
      Key.optional(
          "trusted-hosts",
          "REGISTRY_TRUSTED_HOSTS",
          ValueTypes.HOSTS,
          "Hosts on private networks that the registry may send the sidecar to, for tokens or"
              + " layers, such as a token service or an object store beside it. Public hosts and"
              + " the registry's own need not be listed.");
  static final Key<EventFormat> EVENT_FORMAT =
      Key.fixed(
          "events.format",
          "REGISTRY_EVENTS_FORMAT",
          ValueTypes.oneOf(EventFormat.class),
          "auto",
          "The format of its notifications; `auto` recognises each of them.");
  static final Key<Secret> EVENT_TOKEN =
      Key.optional(
          "events.token-file",
          "REGISTRY_EVENTS_TOKEN_FILE",
          ValueTypes.SECRET_FILE,
          "The file that holds the token which notifications must carry as `Authorization: Bearer"
              + " TOKEN`.");
  static final Key<RepositoryFilter> REPOSITORIES =
      Key.fixed(
          "repositories",
          "REGISTRY_REPOSITORIES",
          ValueTypes.GLOBS,
          "**",
          "Which repositories to look after: `*` stands for any characters within a path segment,"
              + " `**` for any number of segments. When no name has a star, the registry is never"
              + " asked for its catalogue.");
  static final Key<Duration> RECONCILE =
      Key.fixed(
          "reconcile",
          "REGISTRY_RECONCILE",
          ValueTypes.DURATION_OR_OFF,
          "10m",
          "How often all tags are compared with what was scanned, to find pushes that no"
              + " notification told of. `off` relies on notifications alone.");
  static final Key<Integer> CONCURRENCY =
      Key.fixed(
          "concurrency",
          "REGISTRY_CONCURRENCY",
          ValueTypes.number(1, 256),
          "4",
          "How many images of this registry are worked on at the same time.");
  static final Key<Boolean> REPLACE_FOREIGN_TAG =
      Key.fixed(
          "replace-foreign-tag",
          "REGISTRY_REPLACE_FOREIGN_TAG",
          ValueTypes.FLAG,
          "true",
          "What happens where the registry has no referrers API and something else, such as an"
              + " image that a copying tool put there, is under the tag that should list an image's"
              + " referrers: it is replaced, or the image's results are not published.");
  static final Key<Boolean> PUBLISH =
      Key.fixed(
          "publish",
          "REGISTRY_PUBLISH",
          ValueTypes.FLAG,
          "true",
          "Whether the service writes results into the registry. If not, they are only in the API"
              + " and in answers to clusters, and the account need only pull; what was written"
              + " before stays.");

  static final List<Key<?>> ALL =
      List.of(
          NAME,
          URL,
          USERNAME,
          PASSWORD,
          CA,
          CLIENT_CERTIFICATE,
          CLIENT_KEY,
          TRUSTED_HOSTS,
          EVENT_FORMAT,
          EVENT_TOKEN,
          REPOSITORIES,
          RECONCILE,
          CONCURRENCY,
          REPLACE_FOREIGN_TAG,
          PUBLISH);

  private RegistryKeys() {}
}
