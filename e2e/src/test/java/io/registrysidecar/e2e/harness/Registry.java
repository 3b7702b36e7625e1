package io.registrysidecar.e2e.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A registry that runs, seen as a consumer sees it: with plain HTTP and with regctl, never with the
 * product's own client.
 *
 * @param kind what it is
 * @param host its host and port
 * @param daemon its process
 */
public record Registry(RegistryKind kind, String host, Daemon daemon) implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String MANIFEST_TYPES =
      String.join(
          ",",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.docker.distribution.manifest.v2+json");

  /** The registry's base URL. */
  public String url() {
    return "http://" + host;
  }

  /** Copies an OCI layout into {@code name:tag} with skopeo; gives the digest that it has there. */
  public String pushWithSkopeo(LayoutBuilder.Layout layout, String image)
      throws IOException, InterruptedException {
    Command.run(
            "skopeo",
            "copy",
            "--quiet",
            "--all",
            "--insecure-policy",
            "--dest-tls-verify=false",
            "oci:" + layout.folder() + ":" + LayoutBuilder.TAG,
            "docker://" + host + "/" + image)
        .ok();
    return layout.digest();
  }

  /** Copies an OCI layout into {@code name:tag} with regctl, and what refers to the image. */
  public void pushWithReferrers(Path layout, String image)
      throws IOException, InterruptedException {
    Command.run(
            Project.tool("regctl"),
            "--host",
            "reg=" + host + ",tls=disabled",
            "image",
            "copy",
            "--referrers",
            "ocidir://" + layout + ":" + LayoutBuilder.TAG,
            host + "/" + image)
        .ok();
  }

  /** Pushes an OCI layout with crane. */
  public String pushWithCrane(LayoutBuilder.Layout layout, String image)
      throws IOException, InterruptedException {
    Command.run(
            Project.tool("crane"),
            "push",
            "--insecure",
            layout.folder().toString(),
            host + "/" + image)
        .ok();
    return layout.digest();
  }

  /** Attaches a file to an image with regctl. */
  public void attach(String image, String artifactType, String mediaType, Path file)
      throws IOException, InterruptedException {
    Command.run(
            Project.tool("regctl"),
            "--host",
            "reg=" + host + ",tls=disabled",
            "artifact",
            "put",
            "--artifact-type",
            artifactType,
            "--subject",
            image,
            "--file-media-type",
            mediaType,
            "--file",
            file.toString())
        .ok();
  }

  /** The artifact types of the referrers that regctl lists, sorted. */
  public List<String> artifactTypes(String repository, String digest)
      throws IOException, InterruptedException {
    JsonNode list =
        JSON.readTree(
            Command.run(
                    Project.tool("regctl"),
                    "--host",
                    "reg=" + host + ",tls=disabled",
                    "artifact",
                    "list",
                    host + "/" + repository + "@" + digest,
                    "--format",
                    "{{json .}}")
                .ok()
                .out());
    List<String> types = new ArrayList<>();
    for (JsonNode descriptor : list.path("descriptors")) {
      types.add(descriptor.path("artifactType").asText());
    }
    types.sort(null);
    return types;
  }

  /** The descriptors of all referrers, from the API or the fallback tag, following pages. */
  public List<JsonNode> referrers(String repository, String digest)
      throws IOException, InterruptedException {
    List<JsonNode> all = new ArrayList<>();
    URI next =
        URI.create(
            url()
                + "/v2/"
                + repository
                + (kind.usesFallbackTag()
                    ? "/manifests/" + digest.replace(':', '-')
                    : "/referrers/" + digest));
    while (next != null) {
      HttpResponse<String> answer = get(next);
      if (answer.statusCode() == 404) {
        return all;
      }
      JSON.readTree(answer.body()).path("manifests").forEach(all::add);
      URI from = next;
      next =
          answer
              .headers()
              .firstValue("Link")
              .map(link -> from.resolve(link.substring(1, link.indexOf('>'))))
              .orElse(null);
    }
    return all;
  }

  /** The content of a referrer's only layer. */
  public JsonNode content(String repository, JsonNode referrer)
      throws IOException, InterruptedException {
    JsonNode manifest = manifest(repository, referrer.path("digest").asText());
    String blob = manifest.path("layers").path(0).path("digest").asText();
    return JSON.readTree(get(URI.create(url() + "/v2/" + repository + "/blobs/" + blob)).body());
  }

  /** A manifest by tag or digest. */
  public JsonNode manifest(String repository, String reference)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        get(URI.create(url() + "/v2/" + repository + "/manifests/" + reference));
    if (answer.statusCode() != 200) {
      throw new AssertionError(reference + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** Deletes a manifest. */
  public void delete(String repository, String digest) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/v2/" + repository + "/manifests/" + digest))
            .DELETE()
            .build();
    int status = HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 202) {
      throw new AssertionError("delete " + digest + ": " + status);
    }
  }

  /** The annotations of a referrer's descriptor. */
  public static Map<String, String> annotations(JsonNode referrer) {
    Map<String, String> annotations = new java.util.TreeMap<>();
    referrer
        .path("annotations")
        .properties()
        .forEach(entry -> annotations.put(entry.getKey(), entry.getValue().asText()));
    return annotations;
  }

  @Override
  public void close() {
    daemon.close();
  }

  private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(uri).header("Accept", MANIFEST_TYPES).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
