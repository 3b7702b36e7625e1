package io.registrysidecar.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.oci.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Referrers of an image that others have written, many of them. */
final class Crowd {

  private static final String TYPE = "application/vnd.oci.image.manifest.v1+json";
  private static final String EMPTY =
      """
      {"mediaType":"application/vnd.oci.empty.v1+json","size":2,\
      "digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}\
      """;

  private Crowd() {}

  /** Pushes {@code number} of them over plain HTTP. */
  static void push(String registry, String repository, String tag, int number)
      throws IOException, InterruptedException {
    String root = "http://" + registry + "/v2/" + repository;
    try (HttpClient http = HttpClient.newHttpClient()) {
      byte[] image = send(http, get(root + "/manifests/" + tag)).body();
      send(
          http,
          HttpRequest.newBuilder(
                  URI.create(
                      root + "/blobs/uploads/?digest=" + Digest.sha256("{}".getBytes(UTF_8))))
              .header("Content-Type", "application/octet-stream")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build());
      for (int i = 0; i < number; i++) {
        String subject =
            "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
                .formatted(TYPE, Digest.sha256(image), image.length);
        byte[] manifest =
            """
            {"schemaVersion":2,"mediaType":"%s","artifactType":"application/x-other",\
            "config":%s,"layers":[%s],"subject":%s,"annotations":{"number":"%d"}}\
            """
                .formatted(TYPE, EMPTY, EMPTY, subject, i)
                .getBytes(UTF_8);
        send(
            http,
            HttpRequest.newBuilder(URI.create(root + "/manifests/" + Digest.sha256(manifest)))
                .header("Content-Type", TYPE)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(manifest))
                .build());
      }
    }
  }

  private static HttpRequest get(String url) {
    return HttpRequest.newBuilder(URI.create(url)).header("Accept", TYPE).build();
  }

  private static HttpResponse<byte[]> send(HttpClient http, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(request + ": " + answer.statusCode());
    }
    return answer;
  }
}
