package io.registrysidecar.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.registrysidecar.advisory.vex.MalformedVex;
import io.registrysidecar.advisory.vex.VexMark;
import io.registrysidecar.advisory.vex.VexWords;
import io.registrysidecar.store.ImageKey;
import io.registrysidecar.store.StatedFindings;
import io.registrysidecar.store.StoredVex;
import io.registrysidecar.store.VexFilter;
import io.registrysidecar.store.VexScope;
import io.registrysidecar.store.VexStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What operators say of vulnerabilities in an image: recorded, shown, and taken back. */
final class VexEndpoint {

  private static final String PATH = ImageLookup.PATH + "/vex";
  private static final int LARGEST_REQUEST = 32 * 1024;
  private static final Set<String> MEMBERS =
      new TreeSet<>(
          Set.of(
              "scope",
              "vulnerability",
              "component",
              "status",
              "justification",
              "impact",
              "action",
              "author",
              "expires"));

  private final VexStore statements;
  private final StatedFindings findings;
  private final ImageLookup images;
  private final Runnable changed;
  private final InstantSource clock;

  VexEndpoint(
      VexStore statements,
      StatedFindings findings,
      ImageLookup images,
      Runnable changed,
      InstantSource clock) {
    this.statements = statements;
    this.findings = findings;
    this.images = images;
    this.changed = changed;
    this.clock = clock;
  }

  List<Route> routes() {
    Set<String> listed = new HashSet<>(Paging.PARAMETERS);
    listed.addAll(Set.of("registry", "ended"));
    return List.of(
        Route.get(PATH, listed, this::list),
        new Route(
            "POST",
            new PathPattern(PATH),
            Route.Access.USERS,
            new Route.Body(LARGEST_REQUEST, true),
            Set.of("registry"),
            this::add),
        new Route(
            "DELETE",
            new PathPattern(PATH + "/{id}"),
            Route.Access.USERS,
            Route.Body.NONE,
            Set.of("registry"),
            this::remove));
  }

  private Answer list(Call call) throws Problem {
    ImageKey image = images.find(call).key();
    boolean ended = Parameters.flag("ended", call.query().get("ended"));
    var filter = new VexFilter(image.registry(), image.repository(), image.digest(), ended);
    Instant now = clock.instant();
    return Paging.answer(
        statements.list(filter, now, Paging.requested(call)),
        statement -> VexView.of(statement, now));
  }

  private Answer add(Call call) throws Problem {
    ImageKey image = images.find(call).key();
    JsonNode body = Json.readObject(call.body());
    Instant now = clock.instant();
    VexScope scope = scope(image, body);
    VexMark mark = mark(body, now);
    StoredVex added =
        statements
            .add(scope, mark, call.user(), now)
            .orElseThrow(() ->
                Problem.unprocessable(
                    "too-many-statements",
                    image.repository()
                        + " has "
                        + VexStore.MOST
                        + " statements already; remove some, or state it of the whole"
                        + " repository"));
    tell(scope);
    String location =
        "/api/v1/images/" + image.repository() + "@" + image.digest() + "/vex/" + added.id();
    @Nullable String hint = findings.hint(scope, mark).orElse(null);
    return Answer.json(201, Json.write(VexView.of(added, now, hint))).with("location", location);
  }

  private Answer remove(Call call) throws Problem {
    ImageKey image = images.find(call).key();
    StoredVex statement =
        statement(call.inPath("id"), image)
            .orElseThrow(() ->
                Problem.notFound(
                    "nothing is stated of "
                        + image
                        + " under "
                        + call.inPath("id")
                        + "; GET "
                        + "/api/v1/images/…/vex lists what is"));
    if (!statements.remove(statement.id(), call.user(), clock.instant())) {
      throw Problem.notFound("statement " + statement.id() + " has ended already");
    }
    tell(statement.scope());
    return Answer.empty(204);
  }

  /** All images of a repository may be many: nobody waits for them. */
  private void tell(VexScope scope) {
    if (scope.digest() != null) {
      changed.run();
    }
  }

  /** Only one about this image: a number that was misspelt must not take back another one. */
  private Optional<StoredVex> statement(String id, ImageKey image) {
    return id.matches("\\d{1,18}")
        ? statements
            .find(Long.parseLong(id))
            .filter(found ->
                found.scope().registry().equals(image.registry())
                    && found.scope().repository().equals(image.repository())
                    && (found.scope().digest() == null
                        || image.digest().equals(found.scope().digest())))
        : Optional.empty();
  }

  private static VexScope scope(ImageKey image, JsonNode body) throws Problem {
    String scope = text(body, "scope");
    return switch (scope == null ? "image" : scope) {
      case "image" -> new VexScope(image.registry(), image.repository(), image.digest());
      case "repository" -> new VexScope(image.registry(), image.repository(), null);
      default -> throw malformed("scope is image or repository, not " + scope);
    };
  }

  private static VexMark mark(JsonNode body, Instant now) throws Problem {
    for (String name : (Iterable<String>) body::fieldNames) {
      if (!MEMBERS.contains(name)) {
        throw malformed("unknown member " + name + "; known: " + String.join(", ", MEMBERS));
      }
    }
    try {
      return new VexWords(
              text(body, "vulnerability"),
              text(body, "component"),
              text(body, "status"),
              text(body, "justification"),
              text(body, "impact"),
              text(body, "action"),
              text(body, "author"),
              text(body, "expires"))
          .mark(now);
    } catch (MalformedVex e) {
      throw malformed(e.reason());
    }
  }

  private static @Nullable String text(JsonNode body, String name) throws Problem {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw malformed(name + " is not a text");
    }
    return value.textValue();
  }

  private static Problem malformed(String detail) {
    return Problem.badRequest("malformed-statement", detail);
  }
}
