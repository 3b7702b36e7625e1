package io.registrysidecar.oci.client.http;

import java.io.IOException;
import java.net.URI;

/**
 * Follows redirects.
 *
 * <p>Credentials never leave the scheme, host and port they were meant for, and do not come back
 * when a later hop returns there. A redirect from https to http is refused, and so is one that
 * would change the meaning of a write.
 */
public final class Redirects implements Transport {

  private static final int MOST_HOPS = 5;
  private static final int DISCARDED = 64 << 10;

  private final Transport transport;

  /** Follows the redirects that {@code transport} meets. */
  public Redirects(Transport transport) {
    this.transport = transport;
  }

  @Override
  public Answer send(HttpCall call) throws IOException {
    HttpCall next = call;
    for (int hop = 0; hop <= MOST_HOPS; hop++) {
      Answer answer = transport.send(next);
      if (!isRedirect(answer)) {
        return answer;
      }
      try (answer) {
        next = follow(next, answer);
        answer.beginning(DISCARDED);
      }
    }
    throw new TargetRefused("more than " + MOST_HOPS + " redirects");
  }

  private static boolean isRedirect(Answer answer) {
    return switch (answer.status()) {
      case 301, 302, 303, 307, 308 -> answer.header("location").isPresent();
      default -> false;
    };
  }

  private static HttpCall follow(HttpCall call, Answer answer) throws TargetRefused {
    boolean keepsMethod = answer.status() == 307 || answer.status() == 308;
    if (!call.method().isSafe() && !keepsMethod) {
      throw new TargetRefused(
          "the registry redirected a " + call.method() + " with status " + answer.status());
    }
    URI from = call.uri();
    URI target = Locations.resolve(from, answer.header("location").orElseThrow());
    if (from.getScheme().equals("https") && target.getScheme().equals("http")) {
      throw new TargetRefused("a redirect from https to http://" + Locations.host(target));
    }
    return Locations.sameOrigin(from, target)
        ? call.to(target)
        : call.to(target).without("authorization");
  }
}
