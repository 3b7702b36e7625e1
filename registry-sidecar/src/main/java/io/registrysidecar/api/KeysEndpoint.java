package io.registrysidecar.api;

import io.registrysidecar.sign.key.KeyDocuments;
import io.registrysidecar.sign.key.KeyFailure;
import io.registrysidecar.sign.key.KeyFormat;
import io.registrysidecar.sign.key.KeyRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The public keys, and what others paste to verify with them. Open, since it is public. */
final class KeysEndpoint {

  private static final String YAML = "application/yaml";
  private static final String PEM = "application/x-pem-file";
  private static final String TEXT = "text/plain; charset=utf-8";

  private final KeyDocuments keys;

  KeysEndpoint(KeyDocuments keys) {
    this.keys = keys;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.get("/keys", Set.of(), _ -> all()).open());
    routes.add(
        Route.get(
                "/keys/cosign.pub",
                Set.of("role"),
                call ->
                    answer(
                        PEM,
                        call,
                        role -> keys.render(KeyFormat.PEM, role, KeyDocuments.ANY_IMAGE)))
            .open());
    routes.add(
        Route.get("/keys/notary-root.pem", Set.of("role"), call -> answer(PEM, call, keys::roots))
            .open());
    routes.add(
        document("/keys/trustpolicy.json", "application/json", "scope", KeyFormat.TRUST_POLICY));
    routes.add(document("/keys/cosign.txt", TEXT, "image", KeyFormat.COSIGN));
    routes.add(document("/keys/notation.txt", TEXT, "image", KeyFormat.NOTATION));
    for (KeyFormat format :
        List.of(
            KeyFormat.KYVERNO,
            KeyFormat.POLICY_CONTROLLER,
            KeyFormat.RATIFY,
            KeyFormat.GATEKEEPER)) {
      routes.add(document("/keys/" + format.word() + ".yaml", YAML, "image", format));
    }
    return List.copyOf(routes);
  }

  private Route document(String path, String type, String about, KeyFormat format) {
    return Route.get(
            path,
            Set.of("role", about),
            call -> {
              String image = call.query().getOrDefault(about, KeyDocuments.ANY_IMAGE);
              if (!KeyDocuments.isImage(image)) {
                throw Problem.badRequest(
                    "malformed-parameter",
                    about + " is not a reference of images, such as " + KeyDocuments.ANY_IMAGE);
              }
              return answer(type, call, role -> keys.render(format, role, image));
            })
        .open();
  }

  private Answer all() {
    try {
      return Answer.text("application/json", keys.json(List.of(KeyRole.values())));
    } catch (KeyFailure e) {
      throw unreadable(e);
    }
  }

  private interface Rendering {
    String of(KeyRole role) throws KeyFailure;
  }

  private Answer answer(String type, Call call, Rendering rendering) throws Problem {
    KeyRole asked = Parameters.oneOf("role", KeyRole.class, call.query().get("role"));
    KeyRole role = asked == null ? KeyRole.ATTESTATION : asked;
    try {
      if (!keys.exist(role)) {
        throw Problem.notFound("there is no key for " + role.unit() + " yet");
      }
      return new Answer(
          200,
          Map.of("content-type", type),
          rendering.of(role).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (KeyFailure e) {
      throw unreadable(e);
    }
  }

  /** Only the operator can mend it: the log has the reason, which names files. */
  private static IllegalStateException unreadable(KeyFailure e) {
    return new IllegalStateException("the keys cannot be shown", e);
  }
}
