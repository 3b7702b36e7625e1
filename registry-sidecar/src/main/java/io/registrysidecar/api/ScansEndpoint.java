package io.registrysidecar.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.oci.MalformedReference;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.RegistryHost;
import io.registrysidecar.store.ScanRecord;
import io.registrysidecar.store.ScanStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks for a scan, and follows it. */
final class ScansEndpoint {

  private static final int LARGEST_REQUEST = 16 * 1024;

  private final ScanStore scans;
  private final ScanRequests requests;
  private final Registries registries;

  ScansEndpoint(ScanStore scans, ScanRequests requests, Registries registries) {
    this.scans = scans;
    this.requests = requests;
    this.registries = registries;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "POST",
            new PathPattern("/api/v1/scans"),
            Route.Access.USERS,
            new Route.Body(LARGEST_REQUEST, true),
            Set.of(),
            this::request),
        Route.get("/api/v1/scans/{id}", Set.of(), this::one));
  }

  private Answer request(Call call) throws Problem {
    Reference image = image(Json.readObject(call.body()));
    String registry =
        registries
            .at(RegistryHost.canonical(image.registry()))
            .orElseThrow(() ->
                Problem.unprocessable(
                    "unknown-registry",
                    "the registry "
                        + image.registry()
                        + " is not configured; configured: "
                        + registries.list()));
    long id = requests.request(registry, image.repository(), image.key());
    String location = "/api/v1/scans/" + id;
    return Answer.json(202, Json.write(view(id, location))).with("location", location);
  }

  private Answer one(Call call) throws Problem {
    String id = call.inPath("id");
    return Answer.json(view(Parameters.number("scan", id), id));
  }

  private ScanView view(long id, String shown) throws Problem {
    ScanRecord scan =
        scans.find(id).orElseThrow(() -> Problem.notFound("there is no scan " + shown));
    return ScanView.of(scan, scans.history(id));
  }

  private static Reference image(JsonNode request) throws Problem {
    List<String> others = new ArrayList<>();
    request
        .fieldNames()
        .forEachRemaining(name -> {
          if (!name.equals("image")) {
            others.add(name);
          }
        });
    if (!others.isEmpty() || !request.path("image").isTextual()) {
      throw Problem.badRequest(
          "malformed-scan-request",
          "write {\"image\": \"registry.example.com/team/app:1.0\"} and nothing else");
    }
    try {
      return Reference.parse(request.path("image").asText());
    } catch (MalformedReference e) {
      throw Parameters.malformed(e);
    }
  }
}
